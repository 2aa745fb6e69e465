import { distance } from "fastest-levenshtein";
import type { KarpenterArgs } from "../args.ts";
import { below } from "./path.ts";
import { type Problem, show } from "./problem.ts";
import { Verdict } from "./rule.ts";
import { rules } from "./rules.ts";

const kinds = ["nodePools", "nodeClasses", "nodeOverlays"] as const;

/** Whether a stack allows what a rule says of a path, and why. */
export function allowance({ checks = {} }: KarpenterArgs, rule: string, path: string): string | undefined {
    const { reason, in: entries } = checks.allow?.[rule] ?? {};
    const covered =
        entries === undefined ||
        entries.some(entry => path === entry || (/^[.[]/.test(path.slice(entry.length)) && path.startsWith(entry)));
    return covered ? reason : undefined;
}

/** What is wrong with what a stack allows. */
export function* checkAllow(args: KarpenterArgs): Generator<Problem> {
    const given = kinds.flatMap(kind => Object.keys(args[kind] ?? {}).map(name => below(kind, name)));
    const allowable = rules.filter(({ verdict }) => verdict !== Verdict.Invalid).map(({ name }) => name);
    for (const [rule, { in: entries = [] }] of Object.entries(args.checks?.allow ?? {})) {
        const path = below("checks.allow", rule);
        if (rules.some(({ name, verdict }) => name === rule && verdict === Verdict.Invalid))
            yield { path, message: "what breaks this rule is refused by the API server, and can't be allowed" };
        else if (!allowable.includes(rule))
            yield { path, message: `unknown rule; did you mean "${nearest(rule, allowable)}"?` };
        for (const [index, entry] of entries.entries())
            if (!given.includes(entry))
                yield { path: `${path}.in[${index}]`, message: `found ${show(entry)}, expected ${example(given)}` };
    }
}

const nearest = (name: string, names: string[]): string =>
    names.map(each => ({ each, edits: distance(name, each) })).reduce((a, b) => (b.edits < a.edits ? b : a)).each;

const example = (given: string[]): string =>
    given.length ? `an entry of the stack: ${given.slice(0, 10).join(", ")}` : "an entry of the stack, which has none";
