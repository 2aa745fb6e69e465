import { type Cases, settings } from "../cases.ts";

const path = "install.values.settings";

export const cases: Cases = {
    "dropped-values": {
        breaks: [
            [
                "no overhead",
                settings({ vmMemoryOverheadPercent: 0 }),
                [
                    `${path}.vmMemoryOverheadPercent: found 0, which the chart drops: the controller then takes 0.075; set it by ` +
                        'install.values.controller.env: [{name: VM_MEMORY_OVERHEAD_PERCENT, value: "0"}]',
                ],
            ],
            [
                "requests for devices that are not to be ignored",
                settings({ ignoreDRARequests: false }, "1.14.3"),
                [
                    `${path}.ignoreDRARequests: found false, which the chart drops: the controller then takes true; set it by ` +
                        'install.values.controller.env: [{name: IGNORE_DRA_REQUESTS, value: "false"}]',
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
                [`${path}.enableDRA: found it beside ignoreDRARequests, which the chart refuses; remove one`],
            ],
            [
                "devices, and gates of them",
                settings({ enableDRA: true, awsFeatureGates: { draNVIDIAGPU: true, draEFA: false } }),
                [
                    `${path}.enableDRA: found it beside awsFeatureGates.draNVIDIAGPU, which the chart refuses; remove one`,
                    `${path}.enableDRA: found it beside awsFeatureGates.draEFA, which the chart refuses; remove one`,
                ],
            ],
            [
                "two ways to repair nodes",
                settings({ legacyNodeRepair: true, featureGates: { terminateFirstRepair: true } }),
                [
                    `${path}.legacyNodeRepair: found it beside featureGates.terminateFirstRepair, which the chart refuses; remove one`,
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
