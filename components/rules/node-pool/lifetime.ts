import { plain } from "../../inputs/plain.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

/** Warns if draining has no time limit. */
export const terminationGracePeriod: Rule<Pool> = {
    name: "termination-grace-period",
    verdict: "warning",
    says: "A pool sets `terminationGracePeriod`: without it, a pod that must not be disrupted blocks its node, and `pulumi destroy`, as long as it runs.",
    source: "https://karpenter.sh/docs/concepts/disruption/#terminationgraceperiod",
    *find({ spec }): Generator<Problem> {
        const { terminationGracePeriod, expireAfter } = spec.template?.spec ?? {};
        if (terminationGracePeriod !== undefined) return;
        const expires = plain<string>(expireAfter);
        const past = expires === undefined || expires === "Never" ? "" : `, even after expireAfter (${expires}),`;
        yield {
            path: "spec.template.spec.terminationGracePeriod",
            message: `missing; without it, a pod that must not be disrupted can block its node${past} and pulumi destroy forever; set a duration such as 24h`,
        };
    },
};
