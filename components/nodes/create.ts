import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { secondsOf } from "../kubernetes/duration.ts";
import type { nodeClassManifest } from "./node-class.ts";
import type { nodeOverlayManifest } from "./node-overlay.ts";
import { deleteTimeout, type NodePoolArgs, type nodePoolManifest, referredClass } from "./node-pool.ts";

/**
 * The EC2NodeClasses in the cluster, by name. A class goes when no node of it is left, so it gets as long as the slowest pool: pools
 * that leave a class for another drain while the class is being deleted.
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

/** The NodeOverlays in the cluster. */
export const createNodeOverlays = (
    name: string,
    manifests: ReturnType<typeof nodeOverlayManifest>[],
    opts: CustomResourceOptions,
): CustomResource[] =>
    manifests.map(manifest => new CustomResource(`${name}-node-overlay-${manifest.metadata.name}`, manifest, opts));

/** What the API server lets nobody change: a pool of another kind of class is another pool, made once the one before it is gone. */
const fixed = {
    replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
    deleteBeforeReplace: true,
};

/**
 * The NodePools in the cluster, each after its class and what all of them need. They are deleted in the foreground: a pool is gone
 * when its last node has drained and ended. In the background, Kubernetes' own default, it would be gone at once, and the controller
 * with it.
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
