import { plain } from "../../inputs/plain.ts";
import { cronProblem } from "../../kubernetes/cron.ts";
import type { DisruptionReason } from "../../nodes/node-pool-spec.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

const budgetsOf = ({ spec }: Pool) =>
    (spec.disruption?.budgets ?? []).map((budget, index) => ({ budget, path: `spec.disruption.budgets[${index}]` }));

/** Requires a budget's `schedule` and `duration` together. */
export const budgetWindow: Rule<Pool> = {
    name: "budget-window",
    verdict: "invalid",
    says: "A disruption budget has both `schedule` and `duration`, or neither.",
    source: crd("NodePool"),
    *find(pool) {
        for (const { budget, path } of budgetsOf(pool)) {
            if ((budget.schedule === undefined) === (budget.duration === undefined)) continue;
            const missing = budget.schedule === undefined ? "schedule" : "duration";
            const given = missing === "schedule" ? "duration" : "schedule";
            yield {
                path: `${path}.${missing}`,
                message: `missing, but the budget has ${given}; set both or neither`,
            };
        }
    },
};

/** Requires distinct reasons that the Karpenter minor supports. */
export const budgetReasons: Rule<Pool> = {
    name: "budget-reasons",
    verdict: "invalid",
    says: "A disruption budget names each reason once, and `Unhealthy` only with Karpenter 1.15 or later.",
    source: crd("NodePool"),
    *find(pool, { minor }): Generator<Problem> {
        for (const { budget, path } of budgetsOf(pool)) {
            const reasons = (budget.reasons ?? []).map(reason => plain<DisruptionReason>(reason));
            for (const [index, reason] of reasons.entries()) {
                const at = `${path}.reasons[${index}]`;
                if (reason !== undefined && reasons.indexOf(reason) < index)
                    yield { path: at, message: `found ${show(reason)} a second time; name each reason once` };
                else if (reason === "Unhealthy" && minor === "1.14")
                    yield {
                        path: at,
                        message:
                            'found "Unhealthy", which requires Karpenter 1.15; remove it, or set install.version to 1.15.x',
                    };
            }
        }
    },
};

/** Requires a schedule that Karpenter can parse. */
export const budgetSchedule: Rule<Pool> = {
    name: "budget-schedule",
    verdict: "refused",
    says: "A budget's `schedule` is a cron expression of five fields or a word such as `@daily`: Karpenter disrupts nothing under a budget that it cannot parse.",
    source: "controller, Budget.IsActive",
    closes: "The CRD accepts any five words.",
    *find(pool) {
        for (const { budget, path } of budgetsOf(pool)) {
            const schedule = plain<string>(budget.schedule);
            const problem = schedule === undefined ? undefined : cronProblem(schedule);
            if (problem) yield { path: `${path}.schedule`, message: `found ${show(schedule)}, ${problem}` };
        }
    },
};
