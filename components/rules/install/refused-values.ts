import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";
import { valueAt } from "./value-at.ts";

const path = (setting: string): string => `install.values.settings.${setting}`;
const settingOf = (args: Resolved, setting: string): unknown => valueAt(args, `settings.${setting}`);

/** Settings that the chart omits if they are false, zero or empty, and the value that the controller then uses. */
const dropped: { [setting: string]: { minors: string[]; falsy: unknown[]; taken: string } } = {
    ignoreDRARequests: {
        minors: ["1.14"],
        falsy: [false],
        taken: 'true; set it in install.values.controller.env: [{name: IGNORE_DRA_REQUESTS, value: "false"}]',
    },
    vmMemoryOverheadPercent: {
        minors: ["1.14", "1.15"],
        falsy: [0],
        taken: '0.075; set it in install.values.controller.env: [{name: VM_MEMORY_OVERHEAD_PERCENT, value: "0"}]',
    },
};

/** Forbids values that the chart drops. */
export const droppedValues: Rule<Resolved> = {
    name: "dropped-values",
    verdict: "refused",
    says: "The chart values have neither `settings.ignoreDRARequests: false` (1.14) nor `settings.vmMemoryOverheadPercent: 0`: the chart silently drops both.",
    source: "chart karpenter, templates/deployment.yaml: `with` skips values that are false or 0",
    *find(args, { minor }): Generator<Problem> {
        for (const [setting, { minors, falsy, taken }] of Object.entries(dropped)) {
            const value = settingOf(args, setting);
            if (minors.includes(minor) && falsy.includes(value))
                yield {
                    path: path(setting),
                    message: `found ${show(value)}, which the chart silently drops: the controller then uses ${taken}`,
                };
        }
    },
};

/** Settings that the chart of 1.15 refuses together. With `set`, it refuses the others regardless of their values. */
const excluding: { one: string; others: string[]; set: boolean }[] = [
    {
        one: "enableDRA",
        others: ["ignoreDRARequests", "awsFeatureGates.draNVIDIAGPU", "awsFeatureGates.draEFA"],
        set: true,
    },
    { one: "legacyNodeRepair", others: ["featureGates.terminateFirstRepair"], set: false },
];

/** Forbids combinations of values that the chart refuses. */
export const excludingValues: Rule<Resolved> = {
    name: "excluding-values",
    verdict: "refused",
    says: "`enableDRA` is not set with `ignoreDRARequests` or a DRA feature gate, and `legacyNodeRepair` not with the feature gate `terminateFirstRepair`: the chart refuses both combinations.",
    source: "chart karpenter 1.15, `fail` in its templates",
    minors: ["1.15"],
    *find(args): Generator<Problem> {
        for (const { one, others, set } of excluding)
            for (const other of others) {
                const value = settingOf(args, other);
                if (settingOf(args, one) && (set ? value !== undefined : value))
                    yield { path: path(one), message: `conflicts with settings.${other}; remove one of them` };
            }
    },
};
