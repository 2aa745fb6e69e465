import { type Cases, settings, values } from "../cases.ts";

const path = "install.values.settings";
const ends = "with which the controller does not start";
const passes = "which the controller cannot parse and silently ignores";

export const cases: Cases = {
    "controller-options": {
        breaks: [
            [
                "a level and policies that there are not",
                values({ logLevel: "warn", settings: { preferencePolicy: "respect", minValuesPolicy: "Loose" } }),
                [
                    `install.values.logLevel: found "warn", ${ends}; allowed: debug, info, error`,
                    `${path}.preferencePolicy: found "respect", ${ends}; allowed: Respect, Ignore`,
                    `${path}.minValuesPolicy: found "Loose", ${ends}; allowed: Strict, BestEffort`,
                ],
            ],
            [
                "durations that are none, or too short",
                settings({
                    batchIdleDuration: "1 s",
                    batchMaxDuration: 10,
                    amiRefreshInterval: "59s",
                    subnetRefreshInterval: "5",
                }),
                [
                    `${path}.batchMaxDuration: found 10, ${passes}; expected a duration such as 10s`,
                    `${path}.batchIdleDuration: found "1 s", ${passes}; expected a duration such as 10s`,
                    `${path}.amiRefreshInterval: found "59s", ${ends}; expected a duration of at least 1m`,
                    `${path}.subnetRefreshInterval: found "5", ${passes}; expected a duration of at least 1m`,
                ],
            ],
            [
                "numbers below zero, and a share that is no number",
                settings({ reservedENIs: "-1", vmMemoryOverheadPercent: "7%" }),
                [
                    `${path}.vmMemoryOverheadPercent: found "7%", ${passes}; expected 0 or more`,
                    `${path}.reservedENIs: found "-1", ${ends}; expected 0 or more`,
                ],
            ],
            [
                "gates and switches that are neither on nor off",
                settings({ isolatedVPC: "yes", featureGates: { nodeRepair: "on" } }),
                [
                    `${path}.isolatedVPC: found "yes", ${passes}; allowed: true, false`,
                    `${path}.featureGates.nodeRepair: found "on", ${ends}; allowed: true, false`,
                ],
            ],
            [
                "a gate whose name is no word",
                settings({ awsFeatureGates: { "a\nb": "on" } }, "1.14.3"),
                [
                    `${path}.awsFeatureGates["a\\nb"]: found "on", ${ends}; allowed: true, false`,
                    `${path}.awsFeatureGates: unknown key; did you mean "featureGates"? [unknown-values]`,
                ],
            ],
        ],
        holds: [
            ["an interval that the chart of 1.15 has", settings({ securityGroupRefreshInterval: "1m" }, "1.15.0")],
            [
                "what the controller knows, and a template",
                values({
                    logLevel: "debug",
                    settings: {
                        preferencePolicy: "Ignore",
                        minValuesPolicy: "BestEffort",
                        batchMaxDuration: "1.5s",
                        batchIdleDuration: "{{ .Values.global.idle }}",
                        amiRefreshInterval: "1m",
                        subnetRefreshInterval: "1h30m",
                        reservedENIs: "1",
                        vmMemoryOverheadPercent: 0.05,
                        eksControlPlane: true,
                        disableDryRun: "false",
                        featureGates: { nodeRepair: "true", spotToSpotConsolidation: false },
                    },
                }),
            ],
        ],
    },
};
