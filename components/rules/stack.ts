import type { KarpenterArgs } from "../args.ts";
import { versionOf } from "../defaults.ts";
import type { EC2NodeClassSpec } from "../nodes/node-class-spec.ts";
import type { NodeOverlaySpec } from "../nodes/node-overlay-spec.ts";
import { nodePoolSpec } from "../nodes/node-pool.ts";
import type { NodePoolSpec } from "../nodes/node-pool-spec.ts";
import type { Instances } from "./across/instances.ts";
import { plain } from "./plain.ts";
import { minorOf } from "./versions.ts";

/** An object of the stack as rules see it: with the defaults that the component fills in. */
export interface Entry<Spec> {
    name: string;
    spec: Spec;
    labels: { [key: string]: unknown };
    annotations: { [key: string]: unknown };
}
export type Pool = Entry<NodePoolSpec>;
export type NodeClass = Entry<EC2NodeClassSpec>;
export type Overlay = Entry<NodeOverlaySpec>;

/** What rules look at beside their subject. Entries whose spec is not known yet, or whose structure is wrong, are left out. */
export interface Stack {
    args: KarpenterArgs;
    /** Karpenter's minor, `1.14` say. */
    minor: string;
    /** The cluster's Kubernetes version, where it is known. */
    kubernetes: string | undefined;
    nodePools: Pool[];
    nodeClasses: NodeClass[];
    nodeOverlays: Overlay[];
    instances: Instances | undefined;
}

export function stackOf(args: KarpenterArgs, instances?: Instances): Stack {
    const { nodePools = {}, nodeClasses = {}, nodeOverlays = {} } = args;
    const classes = Object.keys(nodeClasses);
    return {
        args,
        minor: minorOf(versionOf(args)) ?? "",
        kubernetes: plain<string>(args.cluster.version),
        nodePools: entries(nodePools, (name, { spec = {} }) => nodePoolSpec(name, spec, classes)),
        nodeClasses: entries(nodeClasses, (_, { spec }) => spec),
        nodeOverlays: entries(nodeOverlays, (_, { spec }) => spec),
        instances,
    };
}

interface Args {
    labels?: { [key: string]: unknown };
    annotations?: { [key: string]: unknown };
}

const entries = <A extends Args, Spec>(given: { [name: string]: A }, specOf: (name: string, args: A) => Spec) =>
    Object.entries(given).flatMap(([name, args]) => {
        const { labels = {}, annotations = {} } = args;
        // A spec that is left out is one of defaults; one that is not known yet is a promise.
        if ("spec" in args && args.spec !== undefined && plain(args.spec) === undefined) return [];
        return [{ name, spec: specOf(name, args), labels, annotations }];
    });

/** The class that a pool refers to, where it is one of the stack's and known. */
export const classOf = (pool: Pool, { nodeClasses }: Stack): NodeClass | undefined => {
    const name = plain<string>(pool.spec.template?.spec?.nodeClassRef?.name);
    return nodeClasses.find(each => each.name === name);
};
