import type { Input } from "@pulumi/pulumi";
import type { NodeOverlaySpec } from "./node-overlay-spec.ts";

/** A NodeOverlay: another price, or more resources, than AWS says an instance type has. Needs the feature gate `nodeOverlay` (alpha). */
export interface NodeOverlayArgs {
    /** The NodeOverlay's `spec`, as in Karpenter's documentation. */
    spec: NodeOverlaySpec;
    /** Labels of the NodeOverlay itself. Defaults to none. */
    labels?: { [key: string]: Input<string> };
    /** Annotations of the NodeOverlay itself. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
}

/** The NodeOverlay as Kubernetes has it. */
export const nodeOverlayManifest = (name: string, { spec, labels, annotations }: NodeOverlayArgs) => ({
    apiVersion: "karpenter.sh/v1alpha1",
    kind: "NodeOverlay",
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec,
});
