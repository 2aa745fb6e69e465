import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { nodeClassManifest } from "./node-class.ts";
import { type NodePoolArgs, type nodePoolManifest, referredClass } from "./node-pool.ts";

/** The EC2NodeClasses in the cluster, by name. */
export const createNodeClasses = (
    name: string,
    manifests: ReturnType<typeof nodeClassManifest>[],
    opts: CustomResourceOptions,
): Map<string, CustomResource> =>
    new Map(
        manifests.map(manifest => [
            manifest.metadata.name,
            new CustomResource(`${name}-node-class-${manifest.metadata.name}`, manifest, opts),
        ]),
    );

/**
 * The NodePools in the cluster, each after its class. They are deleted in the foreground: a pool is gone when its last node has
 * drained and ended. In the background, Kubernetes' own default, it would be gone at once, and the controller with it.
 */
export function createNodePools(
    name: string,
    manifests: ReturnType<typeof nodePoolManifest>[],
    pools: { [name: string]: NodePoolArgs },
    classes: Map<string, CustomResource>,
    installation: Resource,
    opts: CustomResourceOptions,
): void {
    for (const manifest of manifests) {
        const { metadata } = manifest;
        const annotations = { "pulumi.com/deletionPropagationPolicy": "foreground", ...metadata.annotations };
        const known = classes.get(referredClass(manifest) ?? "");
        new CustomResource(
            `${name}-node-pool-${metadata.name}`,
            { ...manifest, metadata: { ...metadata, annotations } },
            {
                ...opts,
                dependsOn: [installation, ...(known ? [known] : classes.values())],
                customTimeouts: { delete: pools[metadata.name]?.deleteTimeout ?? "30m" },
            },
        );
    }
}
