import type { Input } from "@pulumi/pulumi";

/**
 * A whole number or a Kubernetes quantity such as `100`, `"1000m"` or `"64Gi"`.
 *
 * Typed `any`: of `string | number` Pulumi's component schema says "Union types are not supported" (@pulumi/pulumi 3.270).
 */
export type Quantity = any;

/**
 * A quantity that bounds something; `null` takes the default out.
 *
 * Typed `any`: of `string | number` Pulumi's component schema says "Union types are not supported" (@pulumi/pulumi 3.270).
 */
export type Limit = any;

/** How a requirement compares a label's value. */
export const Operator = {
    In: "In",
    NotIn: "NotIn",
    Exists: "Exists",
    DoesNotExist: "DoesNotExist",
    Gt: "Gt",
    Lt: "Lt",
    Gte: "Gte",
    Lte: "Lte",
} as const;
export type Operator = (typeof Operator)[keyof typeof Operator];

/** What a taint does to pods that do not tolerate it. */
export const TaintEffect = {
    NoSchedule: "NoSchedule",
    PreferNoSchedule: "PreferNoSchedule",
    NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

/** Which nodes Karpenter may remove or replace to save cost. */
export const ConsolidationPolicy = {
    WhenEmpty: "WhenEmpty",
    WhenEmptyOrUnderutilized: "WhenEmptyOrUnderutilized",
    Balanced: "Balanced",
} as const;
export type ConsolidationPolicy = (typeof ConsolidationPolicy)[keyof typeof ConsolidationPolicy];

/** Why Karpenter disrupts a node of its own accord. `Unhealthy` needs Karpenter 1.15. */
export const DisruptionReason = {
    Underutilized: "Underutilized",
    Empty: "Empty",
    Drifted: "Drifted",
    Unhealthy: "Unhealthy",
} as const;
export type DisruptionReason = (typeof DisruptionReason)[keyof typeof DisruptionReason];

/**
 * The `spec` of a NodePool (`karpenter.sh/v1`), field for field.
 *
 * Source: the CRD of Karpenter 1.14.3 and 1.15.0, https://karpenter.sh/docs/concepts/nodepools/
 */
export interface NodePoolSpec {
    /** What the pool's nodes are like. Omitted fields have the defaults told below. */
    template?: NodeClaimTemplate;
    /** When and how fast Karpenter may remove nodes. Defaults to `{consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 1m}`. */
    disruption?: Disruption;
    /**
     * The most that the pool's nodes may add up to, by resource: `cpu`, `memory`, `nodes`, or an extended resource.
     * Defaults to `{cpu: 1000}`, or to no limit for a pool with `replicas`, which takes `nodes` only. `cpu: null` leaves the default out.
     */
    limits?: { [resource: string]: Input<Limit> };
    /**
     * A fixed number of nodes, whatever pods wait: a static pool. Needs the feature gate `staticCapacity`; conflicts with `weight`
     * and with limits other than `nodes`; can't be set or unset later. Defaults to none, a pool that follows its pods.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    replicas?: Input<number>;
    /**
     * Which pool is tried first when several fit a pod: the heaviest. Conflicts with `replicas`. Defaults to none, which counts as 0.
     * @asType integer
     * @minimum 1
     * @maximum 100
     */
    weight?: Input<number>;
}

/** What Karpenter makes NodeClaims from. */
export interface NodeClaimTemplate {
    /** Labels and annotations of the nodes. */
    metadata?: NodeClaimMetadata;
    /** What the nodes must be and how long they live. */
    spec?: NodeClaimSpec;
}

/** Labels and annotations that every node of a pool carries. */
export interface NodeClaimMetadata {
    /**
     * Labels; with the requirements at most 100. Domains `karpenter.sh` and `karpenter.k8s.aws` are restricted. Defaults to none.
     * @maxProperties 100
     */
    labels?: { [key: string]: Input<string> };
    /** Annotations. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
}

/** What a pool's nodes must be and how long they live. A change drifts the nodes. */
export interface NodeClaimSpec {
    /**
     * The node class the nodes are made from. Defaults to the node class named like the pool, or to the only one there is.
     */
    nodeClassRef?: NodeClassRef;
    /**
     * What a node's labels must be, all of them. Setting this replaces the default list; lists are not merged. Defaults to amd64,
     * linux, spot, categories c, m and r, generation above 2.
     * @maxItems 100
     */
    requirements?: Requirement[];
    /** Taints on the nodes, for as long as they live. Defaults to none. */
    taints?: Taint[];
    /** Taints that something on the node, an agent say, takes away once it runs. Defaults to none. */
    startupTaints?: Taint[];
    /**
     * How old a node gets before it is replaced, by force: hours, minutes and seconds (`720h`), or `Never`. Defaults to `720h`.
     * @pattern ^(([0-9]+(s|m|h))+|Never)$
     * @examples ["720h", "Never"]
     */
    expireAfter?: Input<string>;
    /**
     * How long a node may take to drain before what is left on it is removed by force: hours, minutes and seconds (`48h`).
     * Defaults to none: a pod that must not be disrupted holds its node, and `pulumi destroy`, for as long as it runs.
     * @pattern ^([0-9]+(s|m|h))+$
     * @examples ["48h", "1h30m"]
     */
    terminationGracePeriod?: Input<string>;
}

/** The node class a pool uses. `group` and `kind` can't be changed later. */
export interface NodeClassRef {
    /**
     * The class's API group. Defaults to `karpenter.k8s.aws`.
     * @minLength 1
     * @pattern ^[^/]*$
     * @examples ["karpenter.k8s.aws"]
     */
    group?: Input<string>;
    /**
     * The class's kind. Defaults to `EC2NodeClass`.
     * @minLength 1
     */
    kind?: Input<string>;
    /**
     * The name of the node class. Defaults to the node class named like the pool, or to the only one there is.
     * @minLength 1
     */
    name?: Input<string>;
}

/** One condition on a node's label. */
export interface Requirement {
    /**
     * The label, `karpenter.k8s.aws/instance-family` say.
     * @maxLength 316
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["karpenter.k8s.aws/instance-family"]
     */
    key: Input<string>;
    /** How the label's value is compared. `Gt`, `Lt`, `Gte` and `Lte` take one whole number; `Exists` and `DoesNotExist` take no values. */
    operator: Input<Operator>;
    /** What the label's value is compared with, always strings. Required by `In`. */
    values?: Input<string>[];
    /**
     * How many different values the chosen instance types must offer at least (alpha). Defaults to none.
     * @asType integer
     * @minimum 1
     * @maximum 50
     */
    minValues?: Input<number>;
}

/** A taint on a node. */
export interface Taint {
    /**
     * The taint's key.
     * @minLength 1
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["example.com/team"]
     */
    key: Input<string>;
    /**
     * The taint's value. Defaults to none.
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["data"]
     */
    value?: Input<string>;
    /** What it does to pods that do not tolerate it. */
    effect: Input<TaintEffect>;
    /** When the taint was added, for `NoExecute`; RFC 3339. Defaults to none. */
    timeAdded?: Input<string>;
}

/** When and how fast Karpenter may remove or replace a pool's nodes. A change never drifts the nodes. */
export interface Disruption {
    /** Defaults to `WhenEmptyOrUnderutilized`. `Balanced` since Karpenter 1.14. */
    consolidationPolicy?: Input<ConsolidationPolicy>;
    /**
     * How long a node must have been without change before it is considered: hours, minutes and seconds, or `Never`. Defaults to `1m`.
     * @pattern ^(([0-9]+(s|m|h))+|Never)$
     * @examples ["1m", "Never"]
     */
    consolidateAfter?: Input<string>;
    /**
     * How many nodes may go at once. Defaults to one budget of `10%`.
     * @maxItems 50
     */
    budgets?: Budget[];
}

/** A limit to how many of a pool's nodes are disrupted at once. */
export interface Budget {
    /**
     * A number of nodes, or a share of them: `"5"`, `"10%"`. Always a string. Defaults to `10%`.
     * @pattern ^((100|[0-9]{1,2})%|[0-9]+)$
     * @examples ["5", "10%"]
     */
    nodes?: Input<string>;
    /**
     * When the budget starts to hold, as cron in UTC (`0 9 * * mon-fri`) or `@daily`. Needs `duration`. Defaults to always.
     * @pattern ^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\s(.+)\s(.+)\s(.+)\s(.+))$
     * @examples ["0 9 * * mon-fri", "@daily"]
     */
    schedule?: Input<string>;
    /**
     * For how long it then holds: hours and minutes (`8h`). Needs `schedule`. Defaults to always.
     * @pattern ^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$
     * @examples ["8h", "1h30m"]
     */
    duration?: Input<string>;
    /**
     * For which disruptions it holds. Defaults to all.
     * @maxItems 50
     */
    reasons?: Input<DisruptionReason>[];
}
