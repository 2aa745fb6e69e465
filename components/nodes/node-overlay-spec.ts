import type { Input } from "@pulumi/pulumi";
import type { Operator, Quantity } from "./node-pool-spec.ts";

/**
 * The `spec` of a NodeOverlay (`karpenter.sh/v1alpha1`), field for field.
 *
 * Source: the CRD of Karpenter 1.14.3 and 1.15.0, https://karpenter.sh/docs/concepts/nodeoverlays/
 */
export interface NodeOverlaySpec {
    /**
     * Requirements on the labels of the instance types that the overlay applies to. An empty list matches all instance types.
     * @maxItems 100
     */
    requirements: OverlayRequirement[];
    /**
     * The price that Karpenter uses, in dollars per hour. Conflicts with `priceAdjustment`. Defaults to AWS's price.
     * @pattern ^\d+(\.\d+)?$
     * @examples ["0.25"]
     */
    price?: Input<string>;
    /**
     * A change of the price, in dollars per hour (`-0.05`) or in percent (`+10%`). Conflicts with `price`. Defaults to none.
     * @pattern ^(([+-]{1}(\d*\.?\d+))|(\+{1}\d*\.?\d+%)|(^(-\d{1,2}(\.\d+)?%)$)|(-100%))$
     * @examples ["-10%", "+0.05"]
     */
    priceAdjustment?: Input<string>;
    /** Extended resources of the instance types, in addition to those known from AWS. Defaults to none. */
    capacity?: { [resource: string]: Input<Quantity> };
    /**
     * The overlay's priority: if several overlays match an instance type, the one with the highest weight applies. Overlays with the same
     * weight that match the same type conflict. Defaults to none, which counts as 0.
     * @asType integer
     * @minimum 1
     * @maximum 10000
     */
    weight?: Input<number>;
}

/** A requirement on a label of the instance types and their offerings. */
export interface OverlayRequirement {
    /**
     * The label's key, for example `node.kubernetes.io/instance-type`.
     * @maxLength 316
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["node.kubernetes.io/instance-type"]
     */
    key: Input<string>;
    /** The operator, as in a NodePool. */
    operator: Input<Operator>;
    /** The values, always strings. Required by `In` and `NotIn`. */
    values?: Input<string>[];
}
