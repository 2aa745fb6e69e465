import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";
import { valueAt } from "./value.ts";

const path = (setting: string): string => `install.values.settings.${setting}`;
const settingOf = (args: Resolved, setting: string): unknown => valueAt(args, `settings.${setting}`);

/** What the chart leaves out where its value is false, zero or empty, and the controller then takes as something else. */
const dropped: { [setting: string]: { minors: string[]; falsy: unknown[]; taken: string } } = {
    ignoreDRARequests: {
        minors: ["1.14"],
        falsy: [false],
        taken: 'true; set it by install.values.controller.env: [{name: IGNORE_DRA_REQUESTS, value: "false"}]',
    },
    vmMemoryOverheadPercent: {
        minors: ["1.14", "1.15"],
        falsy: [0],
        taken: '0.075; set it by install.values.controller.env: [{name: VM_MEMORY_OVERHEAD_PERCENT, value: "0"}]',
    },
};

/** No value is passed over by the chart. */
export const droppedValues: Rule<Resolved> = {
    name: "dropped-values",
    verdict: "refused",
    says: "No value is one that the chart drops without a word: `settings.ignoreDRARequests: false` (1.14), `settings.vmMemoryOverheadPercent: 0`.",
    source: "chart karpenter, templates/deployment.yaml: `with` passes over what is false or 0",
    *find(args, { minor }): Generator<Problem> {
        for (const [setting, { minors, falsy, taken }] of Object.entries(dropped)) {
            const value = settingOf(args, setting);
            if (minors.includes(minor) && falsy.includes(value))
                yield {
                    path: path(setting),
                    message: `found ${show(value)}, which the chart drops: the controller then takes ${taken}`,
                };
        }
    },
};

/** What the chart of 1.15 refuses beside one another; `set` where it does so whatever the other's value is. */
const excluding: { one: string; others: string[]; set: boolean }[] = [
    {
        one: "enableDRA",
        others: ["ignoreDRARequests", "awsFeatureGates.draNVIDIAGPU", "awsFeatureGates.draEFA"],
        set: true,
    },
    { one: "legacyNodeRepair", others: ["featureGates.terminateFirstRepair"], set: false },
];

/** The chart takes the values together. */
export const excludingValues: Rule<Resolved> = {
    name: "excluding-values",
    verdict: "refused",
    says: "Values that the chart refuses together are not set together: `enableDRA` with `ignoreDRARequests` or a DRA gate, `legacyNodeRepair` with the gate `terminateFirstRepair`.",
    source: "chart karpenter 1.15, `fail` in its templates",
    minors: ["1.15"],
    *find(args): Generator<Problem> {
        for (const { one, others, set } of excluding)
            for (const other of others) {
                const value = settingOf(args, other);
                if (settingOf(args, one) && (set ? value !== undefined : value))
                    yield { path: path(one), message: `found it beside ${other}, which the chart refuses; remove one` };
            }
    },
};
