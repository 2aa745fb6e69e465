import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { secondsOf } from "../kubernetes/duration.ts";
import type { nodeClassManifest } from "./node-class.ts";
import type { nodeOverlayManifest } from "./node-overlay.ts";
import { deleteTimeout, type NodePoolArgs, type nodePoolManifest, referredClass } from "./node-pool.ts";

/**
 * Creates the EC2NodeClasses and returns them by name. A class is deleted once it has no nodes, so its timeout is that of the slowest
 * pool: pools that changed to another class drain while the old class is being deleted.
 */
export function createNodeClasses(
    name: string,
    manifests: ReturnType<typeof nodeClassManifest>[],
    pools: { [name: string]: NodePoolArgs },
    opts: CustomResourceOptions,
): Map<string, CustomResource> {
    const timeouts = Object.values(pools).map(deleteTimeout);
    const longest = timeouts.reduce((a, b) => ((secondsOf(b) ?? 0) > (secondsOf(a) ?? 0) ? b : a), "30m");
    return new Map(
        manifests.map(manifest => [
            manifest.metadata.name,
            new CustomResource(`${name}-node-class-${manifest.metadata.name}`, manifest, {
                ...opts,
                customTimeouts: { delete: longest },
            }),
        ]),
    );
}

/** Creates the NodeOverlays. */
export const createNodeOverlays = (
    name: string,
    manifests: ReturnType<typeof nodeOverlayManifest>[],
    opts: CustomResourceOptions,
): CustomResource[] =>
    manifests.map(manifest => new CustomResource(`${name}-node-overlay-${manifest.metadata.name}`, manifest, opts));

/** Options for the immutable fields of a NodePool: a change replaces the pool, and the old one is deleted first. */
const fixed = {
    replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
    deleteBeforeReplace: true,
};

/**
 * Creates the NodePools, each after its class and the resources that all pools need. They are deleted in the foreground, so that a pool
 * exists until its last node is drained and terminated. In the background, Kubernetes' default, it would be gone at once, followed by the
 * controller.
 */
export function createNodePools(
    name: string,
    manifests: ReturnType<typeof nodePoolManifest>[],
    pools: { [name: string]: NodePoolArgs },
    classes: Map<string, CustomResource>,
    needed: Resource[],
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
                ...fixed,
                dependsOn: [...needed, ...(known ? [known] : classes.values())],
                customTimeouts: { delete: deleteTimeout(pools[metadata.name] ?? {}) },
            },
        );
    }
}
