import { plain } from "../../inputs/plain.ts";
import { cronProblem } from "../../kubernetes/cron.ts";
import type { DisruptionReason } from "../../nodes/node-pool-spec.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

const budgetsOf = ({ spec }: Pool) =>
    (spec.disruption?.budgets ?? []).map((budget, index) => ({ budget, path: `spec.disruption.budgets[${index}]` }));

/** A budget's `schedule` and `duration` go together. */
export const budgetWindow: Rule<Pool> = {
    name: "budget-window",
    verdict: "invalid",
    says: "A budget with a `schedule` has a `duration`, and the other way round.",
    source: crd("NodePool"),
    *find(pool) {
        for (const { budget, path } of budgetsOf(pool)) {
            if ((budget.schedule === undefined) === (budget.duration === undefined)) continue;
            const missing = budget.schedule === undefined ? "schedule" : "duration";
            const given = missing === "schedule" ? "duration" : "schedule";
            yield {
                path: `${path}.${missing}`,
                message: `missing, and the budget has a ${given}; set both or neither`,
            };
        }
    },
};

/** A budget's reasons are each named once, and are reasons of the version. */
export const budgetReasons: Rule<Pool> = {
    name: "budget-reasons",
    verdict: "invalid",
    says: "A budget names each reason once; `Unhealthy` is a reason since Karpenter 1.15.",
    source: crd("NodePool"),
    *find(pool, { minor }): Generator<Problem> {
        for (const { budget, path } of budgetsOf(pool)) {
            const reasons = (budget.reasons ?? []).map(reason => plain<DisruptionReason>(reason));
            for (const [index, reason] of reasons.entries()) {
                const at = `${path}.reasons[${index}]`;
                if (reason !== undefined && reasons.indexOf(reason) < index)
                    yield { path: at, message: `found ${show(reason)} a second time; name each reason once` };
                else if (reason === "Unhealthy" && minor === "1.14")
                    yield { path: at, message: 'found "Unhealthy", which needs Karpenter 1.15' };
            }
        }
    },
};

/** A budget's schedule is one that cron takes. */
export const budgetSchedule: Rule<Pool> = {
    name: "budget-schedule",
    verdict: "refused",
    says: "A budget's `schedule` is cron of five fields, or a word such as `@daily`; Karpenter disrupts nothing under a budget that it can't read.",
    source: "controller, Budget.IsActive",
    closes: "The CRD takes any five words.",
    *find(pool) {
        for (const { budget, path } of budgetsOf(pool)) {
            const schedule = plain<string>(budget.schedule);
            const problem = schedule === undefined ? undefined : cronProblem(schedule);
            if (problem) yield { path: `${path}.schedule`, message: `found ${show(schedule)}, ${problem}` };
        }
    },
};
