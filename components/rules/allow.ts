import type { KarpenterArgs } from "../args.ts";
import { nearest } from "../problems/nearest.ts";
import { above, below } from "./path.ts";
import { type Problem, show } from "./problem.ts";
import { Verdict } from "./rule.ts";
import { rules } from "./rules.ts";

const kinds = ["nodePools", "nodeClasses", "nodeOverlays"] as const;

/** Why a stack allows what a rule says of a path, where it does. */
export function allowances({ checks = {} }: KarpenterArgs): (rule: string, path: string) => string | undefined {
    const allowed = new Map(
        Object.entries(checks.allow ?? {}).map(([rule, { reason, in: entries }]) => [
            rule,
            { reason, entries: entries && new Set(entries) },
        ]),
    );
    return (rule, path) => {
        const { reason, entries } = allowed.get(rule) ?? {};
        return !entries || above(path).some(each => entries.has(each)) ? reason : undefined;
    };
}

/** What is wrong with what a stack allows. */
export function* checkAllow(args: KarpenterArgs): Generator<Problem> {
    const given = kinds.flatMap(kind => Object.keys(args[kind] ?? {}).map(name => below(kind, name)));
    const entriesThere = new Set(given);
    for (const [rule, { in: entries = [] }] of Object.entries(args.checks?.allow ?? {})) {
        const path = below("checks.allow", rule);
        const verdict = rules.find(({ name }) => name === rule)?.verdict;
        if (verdict === Verdict.Invalid)
            yield { path, message: "what breaks this rule is refused by the API server, and can't be allowed" };
        else if (verdict === undefined) yield { path, message: unknown(rule) };
        for (const [index, entry] of entries.entries())
            if (!entriesThere.has(entry))
                yield { path: `${path}.in[${index}]`, message: `found ${show(entry)}, expected ${example(given)}` };
    }
}

const allowable = rules.filter(({ verdict }) => verdict !== Verdict.Invalid).map(({ name }) => name);

/** What is said of a rule that there is not: which was meant, or where the names stand. */
function unknown(rule: string): string {
    const near = nearest(rule.slice(0, 60).replaceAll(/(?<=[a-z])[A-Z]/g, "-$&"), allowable);
    return near
        ? `unknown rule; did you mean "${near}"?`
        : "unknown rule; a rule's name stands in brackets at the end of what it says";
}

const example = (given: string[]): string =>
    given.length ? `an entry of the stack: ${given.slice(0, 10).join(", ")}` : "an entry of the stack, which has none";
