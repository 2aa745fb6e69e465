import type { Input } from "@pulumi/pulumi";
import type { NodeOverlaySpec } from "./node-overlay-spec.ts";

/** A NodeOverlay: a price or extended resources that differ from AWS's. Requires the feature gate `nodeOverlay` (alpha). */
export interface NodeOverlayArgs {
    /** The NodeOverlay's `spec`, as documented by Karpenter. */
    spec: NodeOverlaySpec;
    /** Labels of the NodeOverlay itself. Defaults to none. */
    labels?: { [key: string]: Input<string> };
    /** Annotations of the NodeOverlay itself. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
}

/** The manifest of a NodeOverlay. */
export const nodeOverlayManifest = (name: string, { spec, labels, annotations }: NodeOverlayArgs) => ({
    apiVersion: "karpenter.sh/v1alpha1",
    kind: "NodeOverlay",
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec,
});
