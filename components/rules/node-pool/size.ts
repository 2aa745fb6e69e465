import { isMap } from "../../inputs/merge.ts";
import { below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

/** A static pool is bounded by nodes alone. */
export const staticLimits: Rule<Pool> = {
    name: "static-limits",
    verdict: "invalid",
    says: "A pool with `replicas` has no limit but `nodes`.",
    source: crd("NodePool"),
    *find({ spec }): Generator<Problem> {
        if (spec.replicas === undefined || !isMap(spec.limits)) return;
        for (const resource of Object.keys(spec.limits))
            if (resource !== "nodes")
                yield {
                    path: below("spec.limits", resource),
                    message: "a pool with replicas takes the limit nodes only; remove this one, or replicas",
                };
    },
};

/** A static pool has no weight. */
export const staticWeight: Rule<Pool> = {
    name: "static-weight",
    verdict: "invalid",
    says: "A pool with `replicas` has no `weight`.",
    source: crd("NodePool"),
    *find({ spec }): Generator<Problem> {
        if (spec.replicas !== undefined && spec.weight !== undefined)
            yield { path: "spec.weight", message: "a pool with replicas takes no weight; remove it, or replicas" };
    },
};

/** What bounds a pool's cost. */
const bounds = ["cpu", "memory", "nodes"];

/** A pool is bounded. */
export const poolLimits: Rule<Pool> = {
    name: "pool-limits",
    verdict: "refused",
    says: "A pool that follows its pods has a limit of `cpu`, `memory` or `nodes`: without one, a mistake in a workload costs without end.",
    source: "https://karpenter.sh/docs/concepts/nodepools/#speclimits",
    *find({ spec }): Generator<Problem> {
        if (spec.replicas !== undefined) return;
        if (!Object.keys(spec.limits ?? {}).some(resource => bounds.includes(resource)))
            yield {
                path: "spec.limits",
                message: `found no bound on ${bounds.join(", ")}, expected one of them at least`,
            };
    },
};
