import { plain } from "../../inputs/plain.ts";
import type { Requirement } from "../../nodes/node-pool-spec.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { atoi } from "../../upstream/requirement.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";

/** A requirement with its known parts. Pending ones are `undefined`. */
export interface KnownRequirement {
    path: string;
    key: string | undefined;
    operator: string | undefined;
    /** `undefined` if any of them is pending. */
    values: string[] | undefined;
    minValues: number | undefined;
}

/** The requirements of a pool or an overlay, each with its path. */
export const knownRequirements = (requirements: Requirement[] = [], path: string): KnownRequirement[] =>
    requirements.map(({ key, operator, values = [], minValues }, index) => ({
        path: `${path}[${index}]`,
        key: plain<string>(key),
        operator: plain<string>(operator),
        values: values.every(value => plain(value) !== undefined) ? (values as string[]) : undefined,
        minValues: plain<number>(minValues),
    }));

export const requirementsOf = ({ spec }: Pool): KnownRequirement[] =>
    knownRequirements(spec.template?.spec?.requirements, "spec.template.spec.requirements");

/** The operators that compare numbers. */
export const numeric = ["Gt", "Lt", "Gte", "Lte"];

/** Whether a value is a non-negative integer, as Go parses it. */
function isCount(value: string): boolean {
    const { int, error } = atoi(value);
    return !error && int >= 0;
}

/** Yields values of a requirement that its operator does not take. */
export function* comparison(
    { path, operator, values, minValues }: KnownRequirement,
    needing: string[],
): Generator<Problem> {
    if (operator === undefined || values === undefined) return;
    if (needing.includes(operator) && values.length === 0)
        yield { path: `${path}.values`, message: `missing, expected at least one value for ${operator}` };
    if (numeric.includes(operator) && !(values.length === 1 && isCount(values[0]!)))
        yield {
            path: `${path}.values`,
            message: `found ${show(values)}, expected one whole number, as text, for ${operator}: ["4"]`,
        };
    if (operator === "In" && minValues !== undefined && values.length > 0 && values.length < minValues)
        yield {
            path: `${path}.minValues`,
            message: `found ${minValues}, expected at most the number of values, which is ${values.length}`,
        };
}

/** Requires the values that a requirement's operator takes. */
export const requirementValues: Rule<Pool> = {
    name: "requirement-values",
    verdict: "invalid",
    says: "A requirement has the values that its operator takes: `In` takes one or more, and no fewer than `minValues`; `Gt`, `Lt`, `Gte` and `Lte` take one whole number.",
    source: crd("NodePool"),
    *find(pool) {
        for (const requirement of requirementsOf(pool)) yield* comparison(requirement, ["In"]);
    },
};
