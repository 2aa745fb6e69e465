import type { Lab } from "../../../lab/lab.ts";
import type { Stack, StackConfig } from "../../../lab/pulumi/stack.ts";
import type { Site, SiteOptions } from "../../../lab/site.ts";
import { siteConfig } from "../../../lab/stack-file.ts";

/** A cluster that is wanted, and the groups of its stack's config that differ from Pulumi.dev.yaml. */
export interface Variant {
    cluster: SiteOptions;
    config: StackConfig;
}

/** A stack for a cluster of its own. */
export interface Installation {
    site: Site;
    stack: Stack;
}

/** The cluster, and its stack with nothing in it yet. */
export async function prepare(lab: Lab, { cluster, config }: Variant): Promise<Installation> {
    const site = await lab.site(cluster);
    const file = siteConfig(lab, site, "Pulumi.dev.yaml");
    const { region, authenticationMode } = cluster;
    const groups = Object.entries(config).map(([group, value]) => [`eks-karpenter:${group}`, value]);
    const stack = await lab.stack(cluster.name, {
        ...file,
        "aws:region": region,
        "eks-karpenter:cluster": { ...file["eks-karpenter:cluster"], authenticationMode },
        ...Object.fromEntries(groups),
        "eks-karpenter:install": { ...file["eks-karpenter:install"], replicas: 1 },
    });
    return { site, stack };
}
