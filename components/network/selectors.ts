import type { Input } from "@pulumi/pulumi";
import type { Resolved } from "../resolve.ts";
import { SelectBy } from "./discovery-args.ts";

type Discovery = Resolved["discovery"];

/** The discovery tag. */
export const discoveryTag = ({ tagKey, tagValue }: Discovery) => ({ key: tagKey, value: tagValue });

/** The default selector terms of node classes. */
export function selectorTerms(discovery: Discovery) {
    const { key, value } = discoveryTag(discovery);
    const terms = (given: { [name: string]: Input<string> }) =>
        discovery.selectBy === SelectBy.Id ? Object.values(given).map(id => ({ id })) : [{ tags: { [key]: value } }];
    return {
        subnetSelectorTerms: discovery.subnetSelectorTerms ?? terms(discovery.subnets),
        securityGroupSelectorTerms: discovery.securityGroupSelectorTerms ?? terms(discovery.securityGroups),
    };
}
