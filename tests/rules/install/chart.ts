import { type Cases, values } from "../cases.ts";

const path = "install.values";

export const cases: Cases = {
    "unknown-values": {
        breaks: [
            [
                "misspelt keys, and keys in another place",
                values({
                    controler: { env: [] },
                    settings: { batchIdleDurations: "1s", featureGate: {}, featureGates: { nodeRepairs: true } },
                    isolatedVPC: true,
                }),
                [
                    `${path}.controler: unknown key; did you mean "controller"?`,
                    `${path}.settings.batchIdleDurations: unknown key; did you mean "batchIdleDuration"?`,
                    `${path}.settings.featureGate: unknown key; did you mean "featureGates"?`,
                    `${path}.settings.featureGates.nodeRepairs: unknown key; did you mean "nodeRepair"?`,
                    `${path}.isolatedVPC: unknown key here; it belongs at ${path}.settings.isolatedVPC`,
                ],
            ],
            [
                "what only the chart of 1.15 has",
                values({ settings: { awsFeatureGates: { nodeClassCEL: false } } }, "1.14.3"),
                [`${path}.settings.awsFeatureGates: unknown key; did you mean "featureGates"?`],
            ],
        ],
        holds: [
            [
                "any key where the chart hands the map on",
                values({
                    podLabels: { any: "a" },
                    affinity: { podAffinity: {} },
                    controller: { resources: { limits: { "example.com/any": 1 } } },
                    serviceMonitor: { endpointConfig: { any: "a" } },
                    global: { any: 1 },
                }),
            ],
            [
                "what the chart of 1.15 has",
                values({ settings: { awsFeatureGates: { nodeClassCEL: false }, enableDRA: false } }, "1.15.0"),
            ],
        ],
    },
};
