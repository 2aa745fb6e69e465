import { isKnown, plain } from "../../inputs/plain.ts";
import { listed, type Problem } from "../../problems/problem.ts";
import type { Rule } from "../rule.ts";
import type { Overlay, Pool } from "../stack.ts";
import { overlap } from "./overlap.ts";

/** More than so many are not compared, each with each: that would take minutes. */
const most = 200;

/** What two pools have to have in common to be tried for one pod, but for their requirements; `undefined` where it is not known yet. */
function rankOf({ spec }: Pool): string | undefined {
    const taints = (spec.template?.spec?.taints ?? []).filter(({ effect }) => plain(effect) !== "PreferNoSchedule");
    const parts = taints.flatMap(({ key, value = "", effect }) => [key, value, effect]);
    if (![...parts, spec.weight ?? 0].every(isKnown)) return undefined;
    const names = taints.map(({ key, value }) => `${plain(key)}=${plain(value) ?? ""}`);
    return JSON.stringify([spec.weight ?? 0, names.sort()]);
}

/** Which pool a pod's node is of does not hang on chance. */
export const overlappingPools: Rule<Pool> = {
    name: "overlapping-pools",
    verdict: "warning",
    says: "Pools that one pod could get a node of differ in weight: of pools of one weight Karpenter takes any. Of more than 200 pools none is compared.",
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
            message: `as heavy as ${names}, which the same pod may get a node of; set weights, or requirements or taints that exclude one another`,
        };
    },
};

/** Which overlay counts does not hang on chance. */
export const overlappingOverlays: Rule<Overlay> = {
    name: "overlapping-overlays",
    verdict: "warning",
    says: "Overlays that say something of the same and could fit one instance type differ in weight: of one weight they conflict, and neither counts.",
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
                message: `as heavy as ${listed([other.name])}, which may fit the same instance types; set weights`,
            };
    },
};

const subjectsOf = ({ spec }: Overlay): string[] => [
    ...(spec.price !== undefined || spec.priceAdjustment !== undefined ? ["price"] : []),
    ...Object.keys(spec.capacity ?? {}),
];
