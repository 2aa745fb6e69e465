import type { Input } from "@pulumi/pulumi";
import type { Operator, Quantity } from "./node-pool-spec.ts";

/**
 * The `spec` of a NodeOverlay (`karpenter.sh/v1alpha1`), field for field.
 *
 * Source: the CRD of Karpenter 1.14.3 and 1.15.0, https://karpenter.sh/docs/concepts/nodeoverlays/
 */
export interface NodeOverlaySpec {
    /**
     * Which instance types it is laid on: those whose labels meet all of these. An empty list means every type.
     * @maxItems 100
     */
    requirements: OverlayRequirement[];
    /**
     * The price that Karpenter reckons with, in dollars an hour. Conflicts with `priceAdjustment`. Defaults to AWS's.
     * @pattern ^\d+(\.\d+)?$
     * @examples ["0.25"]
     */
    price?: Input<string>;
    /**
     * A change of the price, in dollars an hour (`-0.05`) or in per cent (`+10%`). Conflicts with `price`. Defaults to none.
     * @pattern ^(([+-]{1}(\d*\.?\d+))|(\+{1}\d*\.?\d+%)|(^(-\d{1,2}(\.\d+)?%)$)|(-100%))$
     * @examples ["-10%", "+0.05"]
     */
    priceAdjustment?: Input<string>;
    /** Extended resources that the instance types have beside what AWS says. Defaults to none. */
    capacity?: { [resource: string]: Input<Quantity> };
    /**
     * Which overlay counts where several fit: the heaviest. Two of one weight that fit one type conflict. Defaults to none, as 0.
     * @asType integer
     * @minimum 1
     * @maximum 10000
     */
    weight?: Input<number>;
}

/** One condition on the labels of an instance type and its offerings. */
export interface OverlayRequirement {
    /**
     * The label, `node.kubernetes.io/instance-type` say.
     * @maxLength 316
     * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$
     * @examples ["node.kubernetes.io/instance-type"]
     */
    key: Input<string>;
    /** How the label's value is compared, as in a NodePool. */
    operator: Input<Operator>;
    /** What the label's value is compared with, always strings. Required by `In` and `NotIn`. */
    values?: Input<string>[];
}
