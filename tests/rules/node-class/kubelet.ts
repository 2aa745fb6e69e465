import type { KubeletConfiguration } from "../../../components/nodes/node-class-spec.ts";
import { byId, type Cases, nodeClass, pinned, settings } from "../cases.ts";

const path = "nodeClasses.a.spec.kubelet";
const kubelet = (kubelet: KubeletConfiguration, base = pinned) => nodeClass({ kubelet }, base);
const bottlerocket = { amiSelectorTerms: [{ alias: "bottlerocket@v1.46.0" }] };
const signals =
    "memory.available, nodefs.available, nodefs.inodesFree, imagefs.available, imagefs.inodesFree, pid.available";
const soft: KubeletConfiguration = {
    evictionSoft: { "memory.available": "500Mi" },
    evictionSoftGracePeriod: { "memory.available": "1m30s" },
};
const grace = (period: string): KubeletConfiguration => ({
    ...soft,
    evictionSoftGracePeriod: { "memory.available": period },
});
const expression = "which needs install.values.settings.awsFeatureGates.nodeClassCEL: true";

/** What breaks both the CRD of 1.14 and the controller of 1.15. */
const common: Cases[string]["breaks"] = [
    [
        "a field misspelt, and values of other types",
        kubelet({ maxPod: 5, podsPerCore: "5" as never, clusterDNS: "10.0.0.10" as never }),
        [
            `${path}.maxPod: unknown key; did you mean "maxPods"?`,
            `${path}.podsPerCore: found "5", expected a whole number from 0 to 2147483647; remove the quotes`,
            `${path}.clusterDNS: found "10.0.0.10", expected a list of strings; put it in brackets`,
        ],
    ],
    [
        "signals and resources that there are not",
        kubelet({ evictionHard: { memory: "5%" }, kubeReserved: { gpu: "1" }, systemReserved: { cpu: "-1" } }),
        [
            `${path}.evictionHard.memory: unknown signal; allowed: ${signals}`,
            `${path}.kubeReserved.gpu: unknown resource; allowed: cpu, memory, ephemeral-storage, pid`,
            `${path}.systemReserved.cpu: found "-1", expected 0 or more`,
        ],
    ],
    [
        "soft evictions and grace periods without one another",
        kubelet({
            evictionSoft: { "memory.available": "5%" },
            evictionSoftGracePeriod: { "nodefs.available": "1m" },
        }),
        [
            `${path}.evictionSoft["memory.available"]: not set in evictionSoftGracePeriod; set the signal in both, or in neither`,
            `${path}.evictionSoftGracePeriod["nodefs.available"]: not set in evictionSoft; set the signal in both, or in neither`,
        ],
    ],
    [
        "thresholds the wrong way round, and the same",
        kubelet({ imageGCHighThresholdPercent: 50, imageGCLowThresholdPercent: 50 }),
        [`${path}.imageGCHighThresholdPercent: found 50, expected more than imageGCLowThresholdPercent, which is 50`],
    ],
    [
        "a share of more than all",
        kubelet({ evictionHard: { "memory.available": "101%" } }),
        [
            `${path}.evictionHard["memory.available"]: found "101%", expected a percentage or a quantity, such as "5%" or "500Mi"`,
        ],
    ],
];

const good: KubeletConfiguration = {
    ...soft,
    clusterDNS: ["10.0.0.10"],
    cpuCFSQuota: true,
    evictionHard: { "memory.available": "5%", "nodefs.available": "10Gi" },
    evictionMaxPodGracePeriod: 60,
    imageGCHighThresholdPercent: 81,
    imageGCLowThresholdPercent: 80,
    kubeReserved: { cpu: "100m", memory: "1Gi" },
    systemReserved: { "ephemeral-storage": "1Gi" },
    maxPods: 110,
    podsPerCore: 10,
};

export const cases: Cases = {
    kubelet: {
        breaks: [
            ...common,
            [
                "a field of the next version",
                kubelet({ cpuManagerPolicy: "static" }),
                [
                    `${path}.cpuManagerPolicy: not supported by Karpenter 1.14; remove it, or set install.version to 1.15.x (AL2023 only)`,
                ],
            ],
            [
                "a quantity that is none",
                kubelet({ kubeReserved: { cpu: "one" } }),
                [`${path}.kubeReserved.cpu: found "one", expected a quantity such as "100m" or "500Mi"`],
            ],
        ],
        holds: [["every field that there is", kubelet(good)]],
    },
    "kubelet-settings": {
        breaks: [
            ...common,
            [
                "taints, which Karpenter sets itself; remove it",
                kubelet({ registerWithTaints: [] }),
                [`${path}.registerWithTaints: Karpenter sets this field itself; remove it`],
            ],
            [
                "a signal's quantity below zero",
                kubelet({ evictionHard: { "memory.available": "-1Gi" } }),
                [
                    `${path}.evictionHard["memory.available"]: found "-1Gi", expected a percentage or a quantity, such as "5%" or "500Mi"`,
                ],
            ],
        ],
        holds: [
            [
                "every field that there was, and others of the kubelet's",
                kubelet({ ...good, cpuManagerPolicy: "static" }),
            ],
        ],
    },
    "kubelet-expression": {
        breaks: [
            [
                "expressions without their gate",
                kubelet({ maxPods: "vcpus * 10" as never, kubeReserved: { cpu: "vcpus * 10" } }),
                [
                    `${path}.maxPods: found the expression "vcpus * 10", ${expression}`,
                    `${path}.kubeReserved.cpu: found the expression "vcpus * 10", ${expression}`,
                ],
            ],
        ],
        holds: [
            [
                "expressions with their gate",
                {
                    ...kubelet({ maxPods: "vcpus * 10" as never }),
                    ...settings({ awsFeatureGates: { nodeClassCEL: true } }),
                },
            ],
            ["numbers and quantities", kubelet({ maxPods: 10, kubeReserved: { cpu: "1" } })],
        ],
    },
    "kubelet-family": {
        breaks: [
            [
                "pods per core, and a second address, on Bottlerocket",
                kubelet({ podsPerCore: 10, clusterDNS: ["10.0.0.10", "10.0.0.11"] }, bottlerocket),
                [
                    `${path}.podsPerCore: not supported for image family Bottlerocket: Karpenter does not pass it to the kubelet; remove it`,
                    `${path}.clusterDNS: found 2 addresses, but Bottlerocket uses only the first; remove the others`,
                ],
            ],
            [
                "a field of the kubelet's own on Bottlerocket",
                { ...kubelet({ cpuManagerPolicy: "static" }, bottlerocket), install: { version: "1.15.0" } },
                [
                    `${path}.cpuManagerPolicy: not supported for image family Bottlerocket: Karpenter does not pass it to the kubelet; remove it`,
                ],
            ],
        ],
        holds: [
            ["pods per core and two addresses on AL2023", kubelet({ podsPerCore: 10, clusterDNS: ["a", "b"] }, byId)],
            ["one address on Bottlerocket", kubelet({ clusterDNS: ["10.0.0.10"], maxPods: 5 }, bottlerocket)],
        ],
    },
    "eviction-grace": {
        breaks: [
            [
                "a period in words, and one without a unit",
                kubelet(grace("2 minutes")),
                [
                    `${path}.evictionSoftGracePeriod["memory.available"]: found "2 minutes", expected a duration such as "1m30s"`,
                ],
            ],
            [
                "a period without a unit",
                kubelet(grace("90")),
                [
                    `${path}.evictionSoftGracePeriod["memory.available"]: found "90", expected a duration such as "1m30s"`,
                ],
            ],
        ],
        holds: [
            ["a period in parts", kubelet(grace("1h2m3.5s"))],
            ["no period at all", kubelet(grace("0"))],
        ],
    },
};
