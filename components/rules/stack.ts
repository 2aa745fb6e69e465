import { plain } from "../inputs/plain.ts";
import { minorOf } from "../karpenter/versions.ts";
import type { EC2NodeClassSpec } from "../nodes/node-class-spec.ts";
import type { NodeOverlaySpec } from "../nodes/node-overlay-spec.ts";
import { nodePoolSpec } from "../nodes/node-pool.ts";
import type { NodePoolSpec } from "../nodes/node-pool-spec.ts";
import type { Problem } from "../problems/problem.ts";
import type { Resolved } from "../resolve.ts";

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

/** The rules that need a table of AWS's instance types: the program has one, the package has none. */
export interface Instances {
    /** The requirements that leave a pool nothing to launch. */
    nothingToLaunch(pool: Pool, stack: Stack): Problem[];
    /** The values of a pool that the table does not have. */
    unknown(pool: Pool, stack: Stack): Problem[];
}

/** The stack as rules see it. Entries whose spec is not known yet, or whose structure is wrong, are left out. */
export interface Stack {
    args: Resolved;
    /** Karpenter's minor, `1.14` say. */
    minor: string;
    /** The cluster's Kubernetes version, where it is known. */
    kubernetes: string | undefined;
    /** The names of all node classes that are declared, those that are left out included. */
    declared: ReadonlySet<string>;
    nodePools: Pool[];
    nodeClasses: NodeClass[];
    nodeOverlays: Overlay[];
    instances: Instances | undefined;
}

export function stackOf(args: Resolved, instances?: Instances): Stack {
    const { nodePools, nodeClasses, nodeOverlays } = args;
    const declared = new Set(Object.keys(nodeClasses));
    return {
        args,
        minor: minorOf(args.install.version) ?? "",
        kubernetes: plain<string>(args.cluster.version),
        declared,
        nodePools: entries(nodePools, (name, { spec = {} }) => nodePoolSpec(name, spec, declared)),
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

/** A function of the stack that runs once, however many entries call it. */
export function once<T>(find: (stack: Stack) => T): (stack: Stack) => T {
    const found = new WeakMap<Stack, T>();
    return stack => {
        if (!found.has(stack)) found.set(stack, find(stack));
        return found.get(stack)!;
    };
}

const classesByName = once(({ nodeClasses }) => new Map(nodeClasses.map(each => [each.name, each])));

/** The class that a pool refers to, where it is one of the stack's and known. */
export const classOf = (pool: Pool, stack: Stack): NodeClass | undefined =>
    classesByName(stack).get(plain<string>(pool.spec.template?.spec?.nodeClassRef?.name) ?? "");
