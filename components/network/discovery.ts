import { getSecurityGroupsOutput } from "@pulumi/aws/ec2/getSecurityGroups.js";
import { Tag } from "@pulumi/aws/ec2/tag.js";
import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "../args.ts";
import { plain } from "../rules/plain.ts";
import { discoveryTag, SelectBy } from "./selectors.ts";

/** The discovery tag on subnets and security groups that are usually somebody else's: only that tag is owned. */
export class Discovery extends pulumi.ComponentResource {
    constructor(name: string, { cluster, discovery = {} }: KarpenterArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:Discovery", name, {}, opts);
        if ((discovery.selectBy ?? SelectBy.Tag) === SelectBy.Tag) {
            const tag = discoveryTag(cluster.name, discovery);
            const others = new Set(discovery.taggedByOthers);
            const put = (kind: string, given: { [name: string]: pulumi.Input<string> } = {}) => {
                for (const [key, resourceId] of Object.entries(given))
                    if (!others.has(plain<string>(resourceId) ?? ""))
                        new Tag(`${name}-${kind}-${key}`, { resourceId, ...tag }, { parent: this });
            };
            put("subnet", discovery.subnets);
            put("security-group", discovery.securityGroups);
        }
        warnOfClusterTags(this, cluster.name, Object.values(discovery.securityGroups ?? {}));
        this.registerOutputs({});
    }
}

/**
 * A load balancer's controller wants just one of a node's security groups to carry the cluster's own tag, and fails on more:
 * https://karpenter.sh/docs/concepts/nodeclasses/#specsecuritygroupselectorterms
 */
function warnOfClusterTags(parent: Discovery, cluster: string, ids: pulumi.Input<string>[]): void {
    if (ids.length < 2) return;
    const tag = `kubernetes.io/cluster/${cluster}`;
    const filters = [
        { name: "group-id", values: ids },
        { name: "tag-key", values: [tag] },
    ];
    getSecurityGroupsOutput({ filters }, { parent }).ids.apply(tagged => {
        if (tagged.length > 1)
            pulumi.log.warn(
                `discovery.securityGroups: ${tagged.sort().join(", ")} all carry the tag ${tag}; nodes that have more than one such ` +
                    "security group get no load balancers from the AWS load balancer controller; leave one",
                parent,
            );
    });
}
