import { type Cases, requiring } from "../cases.ts";

const path = "nodePools.a.spec.template.spec.requirements";

export const cases: Cases = {
    "known-values": {
        breaks: [
            [
                "capacity types, architectures and systems that there are not",
                requiring(
                    { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "Spot", "ondemand"] },
                    { key: "kubernetes.io/arch", operator: "NotIn", values: ["x86_64"] },
                    { key: "kubernetes.io/os", operator: "In", values: ["Linux"] },
                    { key: "karpenter.k8s.aws/instance-tenancy", operator: "In", values: ["host"] },
                ),
                [
                    `${path}[0].values[1]: found "Spot", allowed: spot, on-demand, reserved`,
                    `${path}[0].values[2]: found "ondemand", allowed: spot, on-demand, reserved`,
                    `${path}[1].values[0]: found "x86_64", allowed: amd64, arm64`,
                    `${path}[2].values[0]: found "Linux", allowed: linux, windows`,
                    `${path}[3].values[0]: found "host", allowed: default, dedicated`,
                ],
            ],
        ],
        holds: [
            [
                "all that there are, and others' labels",
                requiring(
                    { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "on-demand", "reserved"] },
                    { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
                    { key: "kubernetes.io/os", operator: "NotIn", values: ["windows"] },
                    { key: "example.com/arch-of", operator: "In", values: ["x86_64"] },
                ),
            ],
        ],
    },
    "label-domain": {
        breaks: [
            [
                "a family under another domain, and a zone under none",
                requiring(
                    { key: "karpenter.aws/instance-family", operator: "In", values: ["m7i"] },
                    { key: "zone", operator: "In", values: ["eu-west-1a"] },
                ),
                [
                    `${path}[0].key: found "karpenter.aws/instance-family", which is not a well-known label; did you mean "karpenter.k8s.aws/instance-family"?`,
                    `${path}[1].key: found "zone", which is not a well-known label; did you mean "topology.kubernetes.io/zone"?`,
                ],
            ],
        ],
        holds: [
            [
                "old names, and a name that is nobody's",
                requiring(
                    { key: "beta.kubernetes.io/instance-type", operator: "In", values: ["m7i.large"] },
                    { key: "failure-domain.beta.kubernetes.io/zone", operator: "In", values: ["eu-west-1a"] },
                    { key: "example.com/team", operator: "In", values: ["a"] },
                ),
            ],
        ],
    },
};
