import { getSecurityGroups } from "@pulumi/aws/ec2/getSecurityGroups.js";
import { Tag } from "@pulumi/aws/ec2/tag.js";
import * as pulumi from "@pulumi/pulumi";
import { plain } from "../inputs/plain.ts";
import type { Resolved } from "../resolve.ts";
import { SelectBy } from "./discovery-args.ts";
import { type GroupFilter, groupQueries } from "./group-queries.ts";
import { discoveryTag } from "./selectors.ts";

/** The discovery tag on subnets and security groups that are usually somebody else's: only that tag is owned. */
export class Discovery extends pulumi.ComponentResource {
    constructor(name: string, args: Resolved, opts: pulumi.ComponentResourceOptions) {
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
 * A load balancer's controller wants just one of a node's security groups to carry the cluster's own tag, and fails on more:
 * https://karpenter.sh/docs/concepts/nodeclasses/#specsecuritygroupselectorterms
 */
function warnOfClusterTags(parent: Discovery, args: Resolved): void {
    const clusterTag = `kubernetes.io/cluster/${args.cluster.name}`;
    const tagged = (filter: GroupFilter[]): pulumi.Output<string[]> =>
        pulumi.output([...filter, { name: "tag-key", values: [clusterTag] }]).apply(filters =>
            // Whoever may not ask goes without the warning.
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
                `${path}: ${ids.join(", ")} all carry the tag ${clusterTag}; nodes that have more than one such security ` +
                    "group get no load balancers from the AWS load balancer controller; leave one",
                parent,
            );
        });
}
