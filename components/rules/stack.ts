import { plain } from "../inputs/plain.ts";
import type { EC2NodeClassSpec } from "../nodes/node-class-spec.ts";
import type { NodeOverlaySpec } from "../nodes/node-overlay-spec.ts";
import { nodePoolSpec } from "../nodes/node-pool.ts";
import type { NodePoolSpec } from "../nodes/node-pool-spec.ts";
import type { Problem } from "../problems/problem.ts";
import type { Resolved } from "../resolve.ts";
import { minorOf } from "../upstream/versions.ts";

/** A node class, pool or overlay as rules see it, with the component's defaults. */
export interface Entry<Spec> {
    name: string;
    spec: Spec;
    labels: { [key: string]: unknown };
    annotations: { [key: string]: unknown };
}
export type Pool = Entry<NodePoolSpec>;
export type NodeClass = Entry<EC2NodeClassSpec>;
export type Overlay = Entry<NodeOverlaySpec>;

/** Checks that need a table of AWS's instance types. The program has one; the component package does not. */
export interface InstanceChecks {
    /** The requirements that no instance type meets. */
    nothingToLaunch(pool: Pool, stack: Stack): Problem[];
    /** The values in a pool's requirements that the table does not have. */
    unknown(pool: Pool, stack: Stack): Problem[];
}

/** The stack as rules see it. Entries whose spec is pending (an output) or structurally invalid are skipped. */
export interface Stack {
    args: Resolved;
    /** Karpenter's minor version, for example `1.14`. */
    minor: string;
    /** The cluster's Kubernetes version, if known. */
    kubernetes: string | undefined;
    /** The names of all declared node classes, including skipped ones. */
    declared: ReadonlySet<string>;
    nodePools: Pool[];
    nodeClasses: NodeClass[];
    nodeOverlays: Overlay[];
    instances: InstanceChecks | undefined;
}

export function stackOf(args: Resolved, instances?: InstanceChecks): Stack {
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
        // Omitted specs get defaults; pending ones (outputs) are skipped.
        if ("spec" in args && args.spec !== undefined && plain(args.spec) === undefined) return [];
        return [{ name, spec: specOf(name, args), labels, annotations }];
    });

/** A function of the stack that runs once per stack and keeps its result. */
export function once<T>(find: (stack: Stack) => T): (stack: Stack) => T {
    const found = new WeakMap<Stack, T>();
    return stack => {
        if (!found.has(stack)) found.set(stack, find(stack));
        return found.get(stack)!;
    };
}

const classesByName = once(({ nodeClasses }) => new Map(nodeClasses.map(each => [each.name, each])));

/** The node class that a pool refers to, if it is one of the stack's and known. */
export const classOf = (pool: Pool, stack: Stack): NodeClass | undefined =>
    classesByName(stack).get(plain<string>(pool.spec.template?.spec?.nodeClassRef?.name) ?? "");
