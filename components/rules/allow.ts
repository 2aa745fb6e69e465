import type { ChecksArgs } from "../args.ts";
import { nearest } from "../problems/nearest.ts";
import { above, below } from "../problems/path.ts";
import { type Problem, show } from "../problems/problem.ts";
import type { Resolved } from "../resolve.ts";
import { type Rule, Verdict } from "./rule.ts";

const kinds = ["nodePools", "nodeClasses", "nodeOverlays"] as const;

/** A lookup of the reason for which the stack allows a rule's findings at a path; `undefined` if it does not. */
export function allowances(allow: ChecksArgs["allow"] = {}): (rule: string, path: string) => string | undefined {
    const allowed = new Map(
        Object.entries(allow).map(([rule, { reason, in: entries }]) => [
            rule,
            { reason, entries: entries && new Set(entries) },
        ]),
    );
    return (rule, path) => {
        const { reason, entries } = allowed.get(rule) ?? {};
        return !entries || above(path).some(each => entries.has(each)) ? reason : undefined;
    };
}

/** Requires `checks.allow` to name rules that can be allowed. */
export const allowedRule = (rules: () => Rule<never>[]): Rule<Resolved> => ({
    name: "allowed-rule",
    verdict: "invalid",
    says: "Each name in `checks.allow` is the name of a rule whose verdict is refused or warning.",
    source: "the table of rules",
    *find({ checks }): Generator<Problem> {
        for (const name of Object.keys(checks.allow)) {
            const path = below("checks.allow", name);
            const verdict = rules().find(rule => rule.name === name)?.verdict;
            if (verdict === Verdict.Invalid)
                yield { path, message: "a rule with the verdict invalid cannot be allowed; remove it" };
            else if (verdict === undefined) yield { path, message: unknown(name, rules()) };
        }
    },
});

/** The message for a rule that does not exist: the most similar name, or where to find names. */
function unknown(rule: string, rules: Rule<never>[]): string {
    const allowable = rules.filter(({ verdict }) => verdict !== Verdict.Invalid).map(({ name }) => name);
    const near = nearest(rule.slice(0, 60).replaceAll(/(?<=[a-z])[A-Z]/g, "-$&"), allowable);
    return near
        ? `unknown rule; did you mean "${near}"?`
        : "unknown rule; a message ends with the name of its rule in brackets, and docs/rules.md lists all rules";
}

/** Requires exceptions to name entries of the stack. */
export const allowedEntries: Rule<Resolved> = {
    name: "allowed-entries",
    verdict: "invalid",
    says: "Each entry in `in` of an exception is the path of a node class, pool or overlay of the stack, for example `nodePools.gpu`.",
    source: "the stack's own entries",
    *find(args): Generator<Problem> {
        const given = kinds.flatMap(kind => Object.keys(args[kind]).map(name => below(kind, name)));
        const entriesThere = new Set(given);
        for (const [rule, { in: entries = [] }] of Object.entries(args.checks.allow))
            for (const [index, entry] of entries.entries())
                if (!entriesThere.has(entry))
                    yield {
                        path: `${below("checks.allow", rule)}.in[${index}]`,
                        message: `found ${show(entry)}, expected ${example(given)}`,
                    };
    },
};

const example = (given: string[]): string =>
    given.length
        ? `the path of a node class, pool or overlay of the stack, such as ${given.slice(0, 10).join(", ")}`
        : "the path of a node class, pool or overlay; the stack has none";
