import { instanceChecks } from "../../../stack/instances/instance-checks.ts";
import { instanceTable } from "../../../stack/instances/table.ts";
import { type Cases, requiring } from "../cases.ts";

const path = "nodePools.a.spec.template.spec.requirements";
const { date } = instanceTable();
const family = (...values: string[]) => ({
    key: "karpenter.k8s.aws/instance-family",
    operator: "In" as const,
    values,
});
const arch = (...values: string[]) => ({ key: "kubernetes.io/arch", operator: "In" as const, values });

/** These rules are asked with the program's table. */
export const instances = instanceChecks("us-west-2");

export const cases: Cases = {
    "nothing-to-launch": {
        breaks: [
            [
                "an architecture that a family has not",
                requiring(family("c5"), arch("arm64")),
                [
                    `${path}[1]: found kubernetes.io/arch In ["arm64"]; among the 9 instance types in us-west-2 that meet the requirements before it, the values are: amd64 (instance types as of ${date})`,
                ],
            ],
        ],
        holds: [
            ["an architecture that a family has", requiring(family("c6g"), arch("arm64"))],
            ["an architecture that one of two families has", requiring(family("c5", "c6g"), arch("arm64"))],
        ],
    },
    "unknown-instance": {
        breaks: [
            [
                "a family that there is not, beside one that there is",
                requiring(family("m5", "m55")),
                [`${path}[0]: found "m55", which is not a family as of ${date}: it is newer, or misspelt`],
            ],
        ],
        holds: [["families that there are", requiring(family("m5", "c6g"))]],
    },
};
