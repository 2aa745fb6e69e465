import { type Cases, requiring } from "../cases.ts";

const first = "nodePools.a.spec.template.spec.requirements[0]";
const generation = "karpenter.k8s.aws/instance-generation";
const family = "karpenter.k8s.aws/instance-family";
const wanted = (operator: string) => `expected one whole number, as text, for ${operator}: ["4"]`;

export const cases: Cases = {
    "requirement-values": {
        breaks: [
            [
                "no values",
                requiring({ key: family, operator: "In" }),
                [`${first}.values: missing, expected at least one value for In`],
            ],
            [
                "a list of none",
                requiring({ key: family, operator: "In", values: [] }),
                [`${first}.values: missing, expected at least one value for In`],
            ],
            [
                "two numbers",
                requiring({ key: generation, operator: "Gt", values: ["2", "4"] }),
                [`${first}.values: found ["2","4"], ${wanted("Gt")}`],
            ],
            [
                "a number below zero",
                requiring({ key: generation, operator: "Lt", values: ["-1"] }),
                [`${first}.values: found ["-1"], ${wanted("Lt")}`],
            ],
            [
                "a fraction",
                requiring({ key: generation, operator: "Gte", values: ["2.5"] }),
                [`${first}.values: found ["2.5"], ${wanted("Gte")}`],
            ],
            [
                "a number of more than 64 bits",
                requiring({ key: generation, operator: "Lte", values: ["9223372036854775808"] }),
                [`${first}.values: found ["9223372036854775808"], ${wanted("Lte")}`],
            ],
            [
                "more values asked for than there are",
                requiring({ key: family, operator: "In", values: ["m7i", "m7a"], minValues: 3 }),
                [`${first}.minValues: found 3, expected at most the number of values, which is 2`],
            ],
        ],
        holds: [
            [
                "one number, and as many values as asked for",
                requiring(
                    { key: generation, operator: "Gt", values: ["0"] },
                    { key: "karpenter.k8s.aws/instance-cpu", operator: "Lte", values: ["9223372036854775807"] },
                    { key: family, operator: "In", values: ["m7i", "m7a"], minValues: 2 },
                    { key: "karpenter.k8s.aws/instance-size", operator: "NotIn", values: [] },
                    { key: "karpenter.k8s.aws/instance-gpu-count", operator: "DoesNotExist" },
                ),
            ],
        ],
    },
};
