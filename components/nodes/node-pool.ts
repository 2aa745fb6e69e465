import type { Input } from "@pulumi/pulumi";
import { isMap, merge } from "../inputs/merge.ts";
import { plain } from "../inputs/plain.ts";
import { secondsOf } from "../kubernetes/duration.ts";
import type { NodePoolSpec } from "./node-pool-spec.ts";

/** A NodePool: requirements, limits and disruption of the nodes that Karpenter creates. */
export interface NodePoolArgs {
    /**
     * The NodePool's `spec`, as documented by Karpenter. Omitted fields default to amd64 Linux spot instances of categories c, m
     * and r; see each field.
     */
    spec?: NodePoolSpec;
    /** Labels of the NodePool itself. Defaults to none. */
    labels?: { [key: string]: Input<string> };
    /** Annotations of the NodePool itself. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
    /**
     * The time that `pulumi destroy` waits for the pool's nodes to drain and the pool to be deleted, in hours, minutes and seconds. Then it
     * fails and leaves the rest unchanged. Defaults to ten minutes more than `terminationGracePeriod`, and at least `30m`.
     * @pattern ^([0-9]+(s|m|h))+$
     * @examples ["30m", "2h"]
     */
    deleteTimeout?: string;
}

/** The defaults of a pool's `spec`. */
const defaults = {
    template: {
        spec: {
            requirements: [
                { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
                { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
                { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
                { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["2"] },
            ],
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass" },
            expireAfter: "720h",
        },
    },
    limits: { cpu: 1000 },
    disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m" },
};

/** The default node class of a pool: the one with the pool's name, or the only one. */
export const defaultNodeClass = (pool: string, nodeClasses: ReadonlySet<string>): string | undefined =>
    nodeClasses.has(pool) ? pool : nodeClasses.size === 1 ? [...nodeClasses][0] : undefined;

/** The pool's complete `spec`: the user's, merged over the defaults. */
export function nodePoolSpec(pool: string, spec: NodePoolSpec, nodeClasses: ReadonlySet<string>): NodePoolSpec {
    const base = spec.replicas === undefined ? defaults : { ...defaults, limits: {} };
    const nodeClassRef = { name: defaultNodeClass(pool, nodeClasses) };
    const { limits, ...rest } = merge(
        merge<object>(base, { template: { spec: { nodeClassRef } } }),
        spec,
    ) as NodePoolSpec;
    const bounded = limits !== undefined && (!isMap(limits) || Object.keys(limits).length > 0);
    return bounded ? { template: rest.template, limits, ...rest } : rest;
}

/** The manifest of a NodePool. */
export const nodePoolManifest = (
    name: string,
    { spec = {}, labels, annotations }: NodePoolArgs,
    nodeClasses: ReadonlySet<string>,
) => ({
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: nodePoolSpec(name, spec, nodeClasses),
});

/** The name of the node class that a pool refers to; `undefined` if it is pending. */
export const referredClass = (manifest: { spec: NodePoolSpec }): string | undefined =>
    plain<string>(manifest.spec.template?.spec?.nodeClassRef?.name);

/** The timeout for the deletion of a pool. */
export function deleteTimeout({ spec, deleteTimeout }: NodePoolArgs): string {
    const grace = secondsOf(plain<string>(spec?.template?.spec?.terminationGracePeriod)) ?? 0;
    return deleteTimeout ?? `${Math.max(30, Math.ceil(grace / 60) + 10)}m`;
}
