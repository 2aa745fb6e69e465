import { type Cases, settings } from "../cases.ts";

const path = "install.values.settings";

export const cases: Cases = {
    "dropped-values": {
        breaks: [
            [
                "no overhead",
                settings({ vmMemoryOverheadPercent: 0 }),
                [
                    `${path}.vmMemoryOverheadPercent: found 0, which the chart silently drops: the controller then uses 0.075; set it in install.values.controller.env: [{name: VM_MEMORY_OVERHEAD_PERCENT, value: "0"}]`,
                ],
            ],
            [
                "requests for devices that are not to be ignored",
                settings({ ignoreDRARequests: false }, "1.14.3"),
                [
                    `${path}.ignoreDRARequests: found false, which the chart silently drops: the controller then uses true; set it in install.values.controller.env: [{name: IGNORE_DRA_REQUESTS, value: "false"}]`,
                ],
            ],
        ],
        holds: [
            [
                "an overhead, and requests that are ignored",
                settings({ vmMemoryOverheadPercent: 0.01, ignoreDRARequests: true }),
            ],
            [
                "requests that are not to be ignored, which the chart of 1.15 hands on",
                settings({ ignoreDRARequests: false }, "1.15.0"),
            ],
        ],
    },
    "excluding-values": {
        breaks: [
            [
                "devices, and requests for them that are ignored or not",
                settings({ enableDRA: true, ignoreDRARequests: false }),
                [`${path}.enableDRA: conflicts with settings.ignoreDRARequests; remove one of them`],
            ],
            [
                "devices, and gates of them",
                settings({ enableDRA: true, awsFeatureGates: { draNVIDIAGPU: true, draEFA: false } }),
                [
                    `${path}.enableDRA: conflicts with settings.awsFeatureGates.draNVIDIAGPU; remove one of them`,
                    `${path}.enableDRA: conflicts with settings.awsFeatureGates.draEFA; remove one of them`,
                ],
            ],
            [
                "two ways to repair nodes",
                settings({ legacyNodeRepair: true, featureGates: { terminateFirstRepair: true } }),
                [
                    `${path}.legacyNodeRepair: conflicts with settings.featureGates.terminateFirstRepair; remove one of them`,
                ],
            ],
        ],
        holds: [
            [
                "one of each",
                settings({ enableDRA: true, legacyNodeRepair: true, featureGates: { terminateFirstRepair: false } }),
            ],
            ["gates of devices alone", settings({ awsFeatureGates: { draEFA: true }, ignoreDRARequests: true })],
        ],
    },
};
