import { isMap } from "../../inputs/merge.ts";
import { below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

/** Forbids limits other than `nodes` on static pools. */
export const staticLimits: Rule<Pool> = {
    name: "static-limits",
    verdict: "invalid",
    says: "`limits` of a static pool (with `replicas`) sets only `nodes`.",
    source: crd("NodePool"),
    *find({ spec }): Generator<Problem> {
        if (spec.replicas === undefined || !isMap(spec.limits)) return;
        for (const resource of Object.keys(spec.limits))
            if (resource !== "nodes")
                yield {
                    path: below("spec.limits", resource),
                    message:
                        "limits other than nodes are not supported on a pool with replicas; remove this limit, or replicas",
                };
    },
};

/** Forbids `weight` on static pools. */
export const staticWeight: Rule<Pool> = {
    name: "static-weight",
    verdict: "invalid",
    says: "`weight` is not set on static pools (with `replicas`).",
    source: crd("NodePool"),
    *find({ spec }): Generator<Problem> {
        if (spec.replicas !== undefined && spec.weight !== undefined)
            yield {
                path: "spec.weight",
                message: "weight is not supported on a pool with replicas; remove weight, or replicas",
            };
    },
};

/** Resources whose limit bounds a pool's cost. */
const bounds = ["cpu", "memory", "nodes"];

/** Requires a limit on pools that are not static. */
export const poolLimits: Rule<Pool> = {
    name: "pool-limits",
    verdict: "refused",
    says: "A pool without `replicas` has a limit on `cpu`, `memory` or `nodes`: without one, a mistake in a workload causes unbounded costs.",
    source: "https://karpenter.sh/docs/concepts/nodepools/#speclimits",
    *find({ spec }): Generator<Problem> {
        if (spec.replicas !== undefined) return;
        if (!Object.keys(spec.limits ?? {}).some(resource => bounds.includes(resource)))
            yield {
                path: "spec.limits",
                message: `found no limit on ${bounds.join(", ")}; set at least one of them`,
            };
    },
};
