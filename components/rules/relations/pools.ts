import { isKnown, plain } from "../../inputs/plain.ts";
import { listed, type Problem } from "../../problems/problem.ts";
import type { Rule } from "../rule.ts";
import type { Overlay, Pool } from "../stack.ts";
import { overlap } from "./overlap.ts";

/** The maximum number of pools or overlays to compare pairwise. Comparing more would take minutes. */
const most = 200;

/** The weight and hard taints of a pool. Only pools in which both are equal compete for a pod; `undefined` if any part is pending. */
function rankOf({ spec }: Pool): string | undefined {
    const taints = (spec.template?.spec?.taints ?? []).filter(({ effect }) => plain(effect) !== "PreferNoSchedule");
    const parts = taints.flatMap(({ key, value = "", effect }) => [key, value, effect]);
    if (![...parts, spec.weight ?? 0].every(isKnown)) return undefined;
    const names = taints.map(({ key, value }) => `${plain(key)}=${plain(value) ?? ""}`);
    return JSON.stringify([spec.weight ?? 0, names.sort()]);
}

/** Warns about pools of the same weight that match the same pods. */
export const overlappingPools: Rule<Pool> = {
    name: "overlapping-pools",
    verdict: "warning",
    says: "Pools that can match the same pod have different weights: Karpenter picks any pool among those of the same weight (not checked in stacks with more than 200 pools).",
    source: "https://karpenter.sh/docs/concepts/nodepools/",
    *find(pool, { nodePools }): Generator<Problem> {
        const { spec } = pool;
        const rank = rankOf(pool);
        if (spec.replicas !== undefined || rank === undefined || nodePools.length > most) return;
        const earlier = nodePools.slice(0, nodePools.indexOf(pool));
        const same = earlier.filter(
            other =>
                other.spec.replicas === undefined &&
                rankOf(other) === rank &&
                overlap(other.spec.template?.spec?.requirements, spec.template?.spec?.requirements),
        );
        if (same.length === 0) return;
        const names = listed(
            same.map(({ name }) => name),
            5,
        );
        yield {
            path: "spec.weight",
            message: `same weight as ${names}, which can match the same pods; set different weights, or requirements or taints that exclude each other`,
        };
    },
};

/** Warns about overlays of the same weight that conflict. */
export const overlappingOverlays: Rule<Overlay> = {
    name: "overlapping-overlays",
    verdict: "warning",
    says: "Overlays that set the same property and can match the same instance type have different weights: with the same weight they conflict, and neither takes effect.",
    source: "controller: ValidationSucceeded=False, Conflict",
    *find(overlay, { nodeOverlays }): Generator<Problem> {
        const weight = overlay.spec.weight ?? 0;
        if (!isKnown(weight) || nodeOverlays.length > most) return;
        const earlier = nodeOverlays.slice(0, nodeOverlays.indexOf(overlay));
        const other = earlier.find(
            each =>
                (each.spec.weight ?? 0) === weight &&
                subjectsOf(each).some(subject => subjectsOf(overlay).includes(subject)) &&
                overlap(each.spec.requirements, overlay.spec.requirements),
        );
        if (other)
            yield {
                path: "spec.weight",
                message: `same weight as ${listed([other.name])}, which can match the same instance types; set different weights`,
            };
    },
};

const subjectsOf = ({ spec }: Overlay): string[] => [
    ...(spec.price !== undefined || spec.priceAdjustment !== undefined ? ["price"] : []),
    ...Object.keys(spec.capacity ?? {}),
];
