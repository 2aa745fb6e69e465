import { type Documents, each } from "./documents.ts";
import { counts, labels } from "./node-pool.ts";

const requirement = { key: "node.kubernetes.io/instance-type", operator: "In", values: ["m7i.large"] };

export const nodeOverlay: Documents = {
    valid: () => [
        { requirements: [requirement], price: "0.25", capacity: { "example.com/gpu": 1 }, weight: 10 },
        { requirements: [], priceAdjustment: "-10%" },
    ],
    telling: [
        ...each(
            "spec.requirements[]",
            ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"].flatMap(operator => [
                ...[undefined, [], ["1"], ["1", "2"]].map(values => ({
                    key: "x",
                    operator,
                    ...(values && { values }),
                })),
            ]),
        ),
        ...each(
            "spec.requirements[]",
            counts.map(count => ({ key: "x", operator: "Gt", values: [count] })),
        ),
        ...each(
            "spec.requirements[]",
            labels.map(key => ({ key, operator: "Exists" })),
        ),
        ...each("spec.requirements[]", [{ ...requirement, minValues: 1 }]),
        ...each(
            "spec.requirements",
            [100, 101].map(length => Array.from({ length }, () => requirement)),
        ),
        ...["cpu", "memory", "ephemeral-storage", "pods", "", "CPU", "example.com/a"].map(resource => ({
            "spec.capacity": { [resource]: 1 },
        })),
        { "spec.priceAdjustment": "+1" },
        { "spec.priceAdjustment": "+1", "spec.price": undefined },
        { "spec.price": undefined },
    ],
};
