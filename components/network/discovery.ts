import { getSecurityGroups } from "@pulumi/aws/ec2/getSecurityGroups.js";
import { Tag } from "@pulumi/aws/ec2/tag.js";
import * as pulumi from "@pulumi/pulumi";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import { SelectBy } from "./discovery-args.ts";
import { type GroupFilter, groupQueries } from "./group-queries.ts";
import { discoveryTag } from "./selectors.ts";

/** Arguments of `Discovery`. */
export type DiscoveryComponentArgs = Pick<Resolved, "cluster" | "discovery" | "nodeClasses">;

/** The discovery tags of subnets and security groups. The component owns only the tags. */
export class Discovery extends pulumi.ComponentResource {
    constructor(name: string, args: DiscoveryComponentArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:Discovery", name, {}, opts);
        const { discovery } = args;
        if (discovery.selectBy === SelectBy.Tag) {
            const tag = discoveryTag(discovery);
            const others = new Set(discovery.taggedByOthers);
            const put = (kind: string, given: { [name: string]: pulumi.Input<string> }) => {
                for (const [key, resourceId] of Object.entries(given))
                    if (!others.has(plain<string>(resourceId) ?? ""))
                        new Tag(`${name}-${kind}-${key}`, { resourceId, ...tag }, { parent: this });
            };
            put("subnet", discovery.subnets);
            put("security-group", discovery.securityGroups);
        }
        warnOfClusterTags(this, args);
        this.registerOutputs({});
    }
}

/**
 * Warns if several security groups of a node have the cluster's tag: the AWS load balancer controller requires exactly one.
 * Source: https://karpenter.sh/docs/concepts/nodeclasses/#specsecuritygroupselectorterms
 */
function warnOfClusterTags(parent: Discovery, args: DiscoveryComponentArgs): void {
    const clusterTag = `kubernetes.io/cluster/${args.cluster.name}`;
    const tagged = (filter: GroupFilter[]): pulumi.Output<string[]> =>
        pulumi.output([...filter, { name: "tag-key", values: [clusterTag] }]).apply(filters =>
            // Without the permission for this call, there is no warning.
            getSecurityGroups({ filters }, { parent }).then(
                ({ ids }) => ids,
                () => [],
            ),
        );
    for (const { path, queries } of groupQueries(args))
        pulumi.all(queries.map(tagged)).apply(found => {
            const ids = [...new Set(found.flat())].sort();
            if (ids.length < 2) return;
            pulumi.log.warn(
                `${path}: ${ids.join(", ")} all have the tag ${clusterTag}, but the AWS load balancer controller requires exactly ` +
                    "one such security group per node; keep one",
                parent,
            );
        });
}
