import { type Args, type Cases, values } from "../cases.ts";

const terms = (...nodeSelectorTerms: object[]): Args =>
    values({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } });
const path = "install.values.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
const others = { key: "karpenter.sh/nodepool", operator: "DoesNotExist" };
const zone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["us-west-2a"] };

export const cases: Cases = {
    "controller-nodes": {
        breaks: [
            [
                "terms that say nothing of Karpenter's nodes",
                terms({ matchExpressions: [zone, others] }, { matchExpressions: [zone] }, { matchFields: [] }),
                [1, 2].map(
                    index =>
                        `${path}[${index}]: the controller can run on a node that it launched, and remove that node; add ` +
                        "matchExpressions: [{key: karpenter.sh/nodepool, operator: DoesNotExist}]",
                ),
            ],
        ],
        holds: [
            ["terms that do", terms({ matchExpressions: [zone, others] })],
            [
                "terms of a node group's nodes",
                terms({
                    matchExpressions: [{ key: "eks.amazonaws.com/nodegroup", operator: "In", values: ["system"] }],
                }),
            ],
            ["the pods' affinity alone", values({ affinity: { podAntiAffinity: {} } })],
        ],
    },
};
