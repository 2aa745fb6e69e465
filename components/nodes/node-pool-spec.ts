import type { Input } from "@pulumi/pulumi";

/**
 * A whole number or a Kubernetes quantity such as `100`, `"1000m"` or `"64Gi"`.
 *
 * Typed `any`: Pulumi's component schema rejects `string | number` with "Union types are not supported" (@pulumi/pulumi 3.270).
 */
export type Quantity = any;

/**
 * A quantity used as a limit; `null` removes the default.
 *
 * Typed `any`: Pulumi's component schema rejects `string | number` with "Union types are not supported" (@pulumi/pulumi 3.270).
 */
export type Limit = any;

/** The operators of a requirement. */
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

/** The effect of a taint on pods that do not tolerate it. */
export const TaintEffect = {
    NoSchedule: "NoSchedule",
    PreferNoSchedule: "PreferNoSchedule",
    NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

/** The consolidation policy: the nodes that Karpenter may remove or replace to reduce cost. */
export const ConsolidationPolicy = {
    WhenEmpty: "WhenEmpty",
    WhenEmptyOrUnderutilized: "WhenEmptyOrUnderutilized",
    Balanced: "Balanced",
} as const;
export type ConsolidationPolicy = (typeof ConsolidationPolicy)[keyof typeof ConsolidationPolicy];

/** The reasons for voluntary disruption. `Unhealthy` requires Karpenter 1.15. */
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
    /** The template of the pool's NodeClaims. Omitted fields have the defaults documented below. */
    template?: NodeClaimTemplate;
    /**
     * Settings for the disruption of nodes: when, and how many at once. Defaults to
     * `{consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 1m}`.
     */
    disruption?: Disruption;
    /**
     * Limits on the total resources of the pool's nodes: `cpu`, `memory`, `nodes`, or an extended resource. Defaults to `{cpu: 1000}`, or
     * to no limit for a pool with `replicas`, which supports only `nodes`. `cpu: null` removes the default.
     */
    limits?: { [resource: string]: Input<Limit> };
    /**
     * The fixed number of nodes of a static pool, regardless of pending pods. Requires the feature gate `staticCapacity`. Conflicts with
     * `weight` and with limits other than `nodes`. Can't be added or removed later. Defaults to none: the pool scales with its pods.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    replicas?: Input<number>;
    /**
     * The pool's priority: if several pools match a pod, Karpenter tries the one with the highest weight first. Conflicts with `replicas`.
     * Defaults to none, which counts as 0.
     * @asType integer
     * @minimum 1
     * @maximum 100
     */
    weight?: Input<number>;
}

/** The template of a pool's NodeClaims. */
export interface NodeClaimTemplate {
    /** Labels and annotations of the nodes. Defaults to none. */
    metadata?: NodeClaimMetadata;
    /** The node class, requirements, taints and lifetime of the nodes. */
    spec?: NodeClaimSpec;
}

/** Labels and annotations of every node of a pool. */
export interface NodeClaimMetadata {
    /**
     * Labels of the nodes; together with the requirements at most 100. The domains `karpenter.sh` and `karpenter.k8s.aws` are restricted.
     * Defaults to none.
     * @maxProperties 100
     */
    labels?: { [key: string]: Input<string> };
    /** Annotations of the nodes. Defaults to none. */
    annotations?: { [key: string]: Input<string> };
}

/** The `spec` of a pool's NodeClaims. A change drifts the nodes. */
export interface NodeClaimSpec {
    /** The node class of the nodes. Defaults to the class with the pool's name, or to the only class. */
    nodeClassRef?: NodeClassRef;
    /**
     * Requirements on the labels of the nodes, all of which must be met. Setting this replaces the default list; lists are not merged.
     * Defaults to amd64, linux, spot, categories c, m and r, generation above 2.
     * @maxItems 100
     */
    requirements?: Requirement[];
    /** Taints of the nodes. Defaults to none. */
    taints?: Taint[];
    /** Taints that are expected to be removed once a node is initialized, for example by an agent. Defaults to none. */
    startupTaints?: Taint[];
    /**
     * The maximum lifetime of a node, in hours, minutes and seconds (`720h`), or `Never`. Older nodes are forcefully replaced. Defaults to
     * `720h`.
     * @pattern ^(([0-9]+(s|m|h))+|Never)$
     * @examples ["720h", "Never"]
     */
    expireAfter?: Input<string>;
    /**
     * The maximum time for a node to drain, in hours, minutes and seconds (`48h`). After that its pods are forcefully deleted. Defaults to
     * none: a pod that must not be disrupted blocks the deletion of its node, and `pulumi destroy`, for as long as it runs.
     * @pattern ^([0-9]+(s|m|h))+$
     * @examples ["48h", "1h30m"]
     */
    terminationGracePeriod?: Input<string>;
}

/** A reference to a pool's node class. A change of `group` or `kind` replaces the pool. */
export interface NodeClassRef {
    /**
     * The API group of the node class. Defaults to `karpenter.k8s.aws`.
     * @minLength 1
     * @pattern ^[^/]*$
     * @examples ["karpenter.k8s.aws"]
     */
    group?: Input<string>;
    /**
     * The kind of the node class. Defaults to `EC2NodeClass`.
     * @minLength 1
     */
    kind?: Input<string>;
    /**
     * The name of the node class. Defaults to the class with the pool's name, or to the only class.
     * @minLength 1
     */
    name?: Input<string>;
}

/** A requirement on a label of the nodes. */
export interface Requirement {
    /**
     * The label's key, for example `karpenter.k8s.aws/instance-family`.
     * @maxLength 316
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["karpenter.k8s.aws/instance-family"]
     */
    key: Input<string>;
    /**
     * The operator. `Gt`, `Lt`, `Gte` and `Lte` take one whole number; `Exists` and `DoesNotExist` take no values.
     */
    operator: Input<Operator>;
    /** The values, always strings. Required by `In`. */
    values?: Input<string>[];
    /**
     * The minimum number of distinct values among the instance types of a launch (alpha). Defaults to none.
     * @asType integer
     * @minimum 1
     * @maximum 50
     */
    minValues?: Input<number>;
}

/** A taint of the nodes. */
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
    /** The taint's effect on pods that do not tolerate it. */
    effect: Input<TaintEffect>;
    /** The time at which the taint was added, for `NoExecute`, in RFC 3339. Defaults to none. */
    timeAdded?: Input<string>;
}

/** Settings for the disruption of a pool's nodes: when, and how many at once. A change does not drift the nodes. */
export interface Disruption {
    /** The nodes that Karpenter considers for consolidation. `Balanced` requires Karpenter 1.14. Defaults to `WhenEmptyOrUnderutilized`. */
    consolidationPolicy?: Input<ConsolidationPolicy>;
    /**
     * The time for which a node's pods must be unchanged before Karpenter consolidates the node, in hours, minutes and seconds, or `Never`.
     * Defaults to `1m`.
     * @pattern ^(([0-9]+(s|m|h))+|Never)$
     * @examples ["1m", "Never"]
     */
    consolidateAfter?: Input<string>;
    /**
     * Budgets for the number of nodes that are disrupted at once. Defaults to one budget of `10%`.
     * @maxItems 50
     */
    budgets?: Budget[];
}

/** A limit on the number of a pool's nodes that are disrupted at once. */
export interface Budget {
    /**
     * The number or percentage of nodes, always a string: `"5"`, `"10%"`. Defaults to `10%`.
     * @pattern ^((100|[0-9]{1,2})%|[0-9]+)$
     * @examples ["5", "10%"]
     */
    nodes?: Input<string>;
    /**
     * The start of the budget's active time, as a cron schedule in UTC (`0 9 * * mon-fri`) or a word such as `@daily`. Requires `duration`.
     * Defaults to none: the budget is always active.
     * @pattern ^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\s(.+)\s(.+)\s(.+)\s(.+))$
     * @examples ["0 9 * * mon-fri", "@daily"]
     */
    schedule?: Input<string>;
    /**
     * The length of the budget's active time, in hours and minutes (`8h`). Requires `schedule`. Defaults to none: the budget is always
     * active.
     * @pattern ^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$
     * @examples ["8h", "1h30m"]
     */
    duration?: Input<string>;
    /**
     * The disruption reasons that the budget applies to. Defaults to all.
     * @maxItems 50
     */
    reasons?: Input<DisruptionReason>[];
}
