import { plain } from "../plain.ts";
import type { Problem } from "../problem.ts";
import type { Rule } from "../rule.ts";
import type { Overlay, Pool } from "../stack.ts";
import { overlap } from "./overlap.ts";

/** The taints that keep pods away, in one order. */
const taintsOf = ({ spec }: Pool): string =>
    (spec.template?.spec?.taints ?? [])
        .filter(({ effect }) => plain(effect) !== "PreferNoSchedule")
        .map(({ key, value }) => `${plain(key)}=${plain(value) ?? ""}`)
        .sort()
        .join();

const weightOf = ({ spec }: Pool | Overlay): number | undefined =>
    spec.weight === undefined ? 0 : plain<number>(spec.weight);

/** Which pool a pod's node is of does not hang on chance. */
export const overlappingPools: Rule<Pool> = {
    name: "overlapping-pools",
    verdict: "warning",
    says: "Pools that one pod could get a node of differ in weight: of pools of one weight Karpenter takes any.",
    source: "https://karpenter.sh/docs/concepts/nodepools/",
    *find(pool, { nodePools }): Generator<Problem> {
        const { spec } = pool;
        if (spec.replicas !== undefined) return;
        const earlier = nodePools.slice(0, nodePools.indexOf(pool));
        const same = earlier.filter(
            other =>
                other.spec.replicas === undefined &&
                weightOf(other) === weightOf(pool) &&
                taintsOf(other) === taintsOf(pool) &&
                overlap(other.spec.template?.spec?.requirements, spec.template?.spec?.requirements),
        );
        if (same.length === 0) return;
        const names = same.slice(0, 5).map(({ name }) => name);
        const more = same.length > names.length ? ` and ${same.length - names.length} more` : "";
        yield {
            path: "spec.weight",
            message: `as heavy as ${names.join(", ")}${more}, which the same pod may get a node of; set weights, or requirements or taints that exclude one another`,
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
        const earlier = nodeOverlays.slice(0, nodeOverlays.indexOf(overlay));
        const other = earlier.find(
            each =>
                weightOf(each) === weightOf(overlay) &&
                subjectsOf(each).some(subject => subjectsOf(overlay).includes(subject)) &&
                overlap(each.spec.requirements, overlay.spec.requirements),
        );
        if (other)
            yield {
                path: "spec.weight",
                message: `as heavy as ${other.name}, which may fit the same instance types; set weights`,
            };
    },
};

const subjectsOf = ({ spec }: Overlay): string[] => [
    ...(spec.price !== undefined || spec.priceAdjustment !== undefined ? ["price"] : []),
    ...Object.keys(spec.capacity ?? {}),
];
