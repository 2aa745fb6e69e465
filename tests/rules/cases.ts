import type { KarpenterArgs } from "../../components/args.ts";
import { merge } from "../../components/inputs/merge.ts";
import type { EC2NodeClassSpec } from "../../components/nodes/node-class-spec.ts";
import type { NodeOverlaySpec } from "../../components/nodes/node-overlay-spec.ts";
import type { NodePoolArgs } from "../../components/nodes/node-pool.ts";
import type { NodeClaimSpec, NodePoolSpec, Requirement } from "../../components/nodes/node-pool-spec.ts";

/** Arguments beside a cluster, which rules judge. */
export type Args = Partial<KarpenterArgs>;

/** What breaks a rule, with everything that all rules find: `path: message`, and after it `[rule]` where it is another rule's. */
export type Breaks = [what: string, args: Args, found: string[]];

/** What all but breaks a rule: no rule finds anything but what is named, others' as above. */
export type Holds = [what: string, args: Args, found?: string[]];

/** What is found wherever others install the controller. */
export const unmanaged =
    "install.enabled: found false: pools and nodes are not in the stack's state, so the stack's resources are protected from deletion; " +
    "before pulumi destroy, delete the pools in the cluster, set install.protect: false and run pulumi up";

/** The cases of each rule, by its name. They are judged in every minor for which the rule holds, unless the arguments name a version. */
export type Cases = { [rule: string]: { breaks: Breaks[]; holds: Holds[] } };

export const cluster = { name: "dev", oidcIssuer: "https://oidc.example/id/1" };
export const pinned: EC2NodeClassSpec = { amiSelectorTerms: [{ alias: "al2023@v20260101" }] };
export const windows: EC2NodeClassSpec = { amiSelectorTerms: [{ alias: "windows2022@latest" }] };
/** A class whose images are chosen by id. */
export const byId: EC2NodeClassSpec = { amiFamily: "AL2023", amiSelectorTerms: [{ id: "ami-1" }] };

/** One class, named `a`, that no rule has anything to say of but for what is laid on it. */
export const nodeClass = (over: Partial<EC2NodeClassSpec>, base = pinned): Args => ({
    nodeClasses: { a: { spec: { ...base, ...over } } },
});

const bounded: NodePoolSpec = { template: { spec: { terminationGracePeriod: "24h" } } };

/** The same for a pool, named `a`, with a class for it. */
export const nodePool = (over: NodePoolSpec, args: NodePoolArgs = {}): Args => ({
    nodeClasses: { a: { spec: pinned } },
    nodePools: { a: { spec: merge(bounded, over), ...args } },
});

/** The pool `a` with what its nodes are to be. */
export const template = (spec: NodeClaimSpec): Args => nodePool({ template: { spec } });

/** The pool `a` with these requirements and no others. */
export const requiring = (...requirements: Requirement[]): Args => template({ requirements });

/** The values of the chart. */
export const values = (values: object, version?: string): Args => ({
    install: { ...(version && { version }), values: { ...values } },
});

/** The values of the chart's settings. */
export const settings = (settings: object, version?: string): Args => values({ settings }, version);

/** One overlay, named `a`, with the gate that it needs. */
export const overlay = (over: Partial<NodeOverlaySpec>, base: NodeOverlaySpec = { requirements: [] }): Args => ({
    ...settings({ featureGates: { nodeOverlay: true } }),
    nodeOverlays: { a: { spec: { ...base, ...over } } },
});
