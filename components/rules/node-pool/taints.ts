import { plain } from "../../inputs/plain.ts";
import { isQualifiedName } from "../../kubernetes/labels.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

const kinds = ["taints", "startupTaints"] as const;

const taintsOf = ({ spec }: Pool) =>
    kinds.flatMap(kind =>
        (spec.template?.spec?.[kind] ?? []).map(({ key, value, effect, timeAdded }, index) => ({
            path: `spec.template.spec.${kind}[${index}]`,
            key: plain<string>(key),
            value: plain<string>(value),
            effect: plain<string>(effect),
            timeAdded: plain<string>(timeAdded),
        })),
    );

/** Whether a text is a valid date and a time with zone, as the API server parses them: it ignores everything after a second `T`. */
function isTime(text: string): boolean {
    const [date = "", time = ""] = text.toLowerCase().split("t");
    const day = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(date) : new Date(Number.NaN);
    const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
    return isDay && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d([^\n]\d+)?(z|[+-]\d\d:\d\d)$/u.test(time);
}

/** Requires a valid time in `timeAdded`. */
export const taintTime: Rule<Pool> = {
    name: "taint-time",
    verdict: "invalid",
    says: "`timeAdded` of a taint is an RFC 3339 time, for example `2026-01-31T12:00:00Z`.",
    source: crd("NodePool"),
    *find(pool): Generator<Problem> {
        for (const { path, timeAdded } of taintsOf(pool))
            if (timeAdded !== undefined && !isTime(timeAdded))
                yield {
                    path: `${path}.timeAdded`,
                    message: `found ${show(timeAdded)}, expected a time such as "2026-01-31T12:00:00Z"`,
                };
    },
};

/** Requires distinct taints. */
export const taintOnce: Rule<Pool> = {
    name: "taint-once",
    verdict: "refused",
    says: "No two taints of a pool, including startup taints, have the same key and effect.",
    source: "controller, NodePool RuntimeValidate: ValidationSucceeded=False",
    *find(pool): Generator<Problem> {
        const first = new Map<string, string>();
        for (const { path, key, effect } of taintsOf(pool)) {
            if (key === undefined || effect === undefined) continue;
            const taint = `${key}:${effect}`;
            const earlier = first.get(taint);
            if (earlier) yield { path, message: `found ${show(taint)}, which ${earlier} has already; remove one` };
            else first.set(taint, path);
        }
    },
};

/** Requires keys and values that node taints can have. */
export const taintForm: Rule<Pool> = {
    name: "taint-form",
    verdict: "refused",
    says: "Keys and values of taints are names of at most 63 characters after an optional domain.",
    source: "controller, NodePool RuntimeValidate: ValidationSucceeded=False",
    *find(pool): Generator<Problem> {
        for (const { path, key, value } of taintsOf(pool))
            for (const [field, text] of Object.entries({ key, value }))
                if (text !== undefined && text !== "" && !isQualifiedName(text))
                    yield {
                        path: `${path}.${field}`,
                        message: `found ${show(text)}, expected a name of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name`,
                    };
    },
};
