import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { secondsOf } from "../kubernetes/duration.ts";
import type { nodeClassManifest } from "./node-class.ts";
import type { nodeOverlayManifest } from "./node-overlay.ts";
import { deleteTimeout, type NodePoolArgs, type nodePoolManifest, referredClass } from "./node-pool.ts";

/** Arguments of `createNodeClasses`. */
interface NodeClassesArgs {
    manifests: ReturnType<typeof nodeClassManifest>[];
    nodePools: { [name: string]: NodePoolArgs };
}

/**
 * Creates the EC2NodeClasses and returns them by name. A class is deleted once it has no nodes, so its timeout is that of the slowest
 * pool: pools that changed to another class drain while the old class is being deleted.
 */
export function createNodeClasses(
    name: string,
    { manifests, nodePools }: NodeClassesArgs,
    opts: CustomResourceOptions,
): Map<string, CustomResource> {
    const timeouts = Object.values(nodePools).map(deleteTimeout);
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
    { manifests }: { manifests: ReturnType<typeof nodeOverlayManifest>[] },
    opts: CustomResourceOptions,
): CustomResource[] =>
    manifests.map(manifest => new CustomResource(`${name}-node-overlay-${manifest.metadata.name}`, manifest, opts));

/** Options for the immutable fields of a NodePool: a change replaces the pool, and the old one is deleted first. */
const fixed = {
    replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
    deleteBeforeReplace: true,
};

/** Arguments of `createNodePools`. */
interface NodePoolsArgs {
    manifests: ReturnType<typeof nodePoolManifest>[];
    nodePools: { [name: string]: NodePoolArgs };
    nodeClasses: Map<string, CustomResource>;
}

/**
 * Creates the NodePools, each after its class and the resources in `dependsOn`. They are deleted in the foreground, so that a pool
 * exists until its last node is drained and terminated. In the background, Kubernetes' default, it would be gone at once, followed by the
 * controller.
 */
export function createNodePools(
    name: string,
    { manifests, nodePools, nodeClasses }: NodePoolsArgs,
    opts: CustomResourceOptions & { dependsOn: Resource[] },
): void {
    for (const manifest of manifests) {
        const { metadata } = manifest;
        const annotations = { "pulumi.com/deletionPropagationPolicy": "foreground", ...metadata.annotations };
        const nodeClass = nodeClasses.get(referredClass(manifest) ?? "");
        new CustomResource(
            `${name}-node-pool-${metadata.name}`,
            { ...manifest, metadata: { ...metadata, annotations } },
            {
                ...opts,
                ...fixed,
                dependsOn: [...opts.dependsOn, ...(nodeClass ? [nodeClass] : nodeClasses.values())],
                customTimeouts: { delete: deleteTimeout(nodePools[metadata.name] ?? {}) },
            },
        );
    }
}
