import { type Cases, cluster, unmanaged } from "../cases.ts";

const on = (kubernetes: string, version?: string, namespace = "kube-system") => ({
    cluster: { ...cluster, version: kubernetes },
    controller: { namespace },
    ...(version && { install: { version } }),
});
const path = "cluster.version";
const old = "Karpenter's CRDs require Kubernetes 1.25 or later (CEL); upgrade the cluster first";
const range = "Karpenter 1.14.3 runs on Kubernetes 1.26 to 1.36";
const form = 'expected a Kubernetes version such as "1.33"';

export const cases: Cases = {
    "kubernetes-version": {
        breaks: [
            ["a word", on("new"), [`${path}: found "new", ${form}`]],
            ["a range", on("1.33 - 1.34"), [`${path}: found "1.33 - 1.34", ${form}`]],
            ["a major", on("1"), [`${path}: found "1", ${form}`]],
        ],
        holds: [
            ["a minor", on("1.33")],
            ["EKS's own version", on("v1.33.4-eks-abcdef")],
        ],
    },
    "kubernetes-support": {
        breaks: [
            [
                "what 1.15 runs on",
                on("1.37", "1.14.3"),
                [`${path}: found 1.37; ${range}; set install.version to 1.15.x`],
            ],
            [
                "what nothing runs on yet",
                on("1.40", "1.14.3"),
                [
                    `${path}: found 1.40; ${range}; no supported Karpenter version runs on it; use an earlier Kubernetes version`,
                ],
            ],
            ["what it ran on once", on("1.25", "1.14.3"), [`${path}: found 1.25; ${range}; upgrade the cluster first`]],
            ["one without CEL", on("1.24"), [`${path}: found 1.24; ${old}`]],
            ["a minor that is compared by number", on("1.3"), [`${path}: found 1.3; ${old}`]],
        ],
        holds: [
            ["the oldest", on("1.26")],
            ["the newest for 1.14", on("1.36", "1.14.3")],
            ["the newest for 1.15", on("1.37.1", "1.15.0")],
        ],
    },
    "flow-schema-version": {
        breaks: [
            [
                "a namespace of its own where there is no v1",
                on("1.28", undefined, "karpenter"),
                [
                    'controller.namespace: found "karpenter" on Kubernetes 1.28, which does not have FlowSchema v1; set kube-system',
                ],
            ],
        ],
        holds: [
            ["kube-system", on("1.28")],
            ["the first that has it", on("1.29", undefined, "karpenter")],
            [
                "a controller that others install",
                { ...on("1.28", undefined, "karpenter"), install: { enabled: false } },
                [`${unmanaged} [unmanaged-nodes]`],
            ],
        ],
    },
};
