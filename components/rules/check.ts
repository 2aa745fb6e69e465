import type { KarpenterArgs } from "../args.ts";
import { below, join } from "../problems/path.ts";
import type { Findings, Problem } from "../problems/problem.ts";
import { type Resolved, resolve } from "../resolve.ts";
import { allowances } from "./allow.ts";
import { type Rule, Verdict } from "./rule.ts";
import { ofArguments, ofChartValues, ofEveryClass, ofNodeClasses, ofNodeOverlays, ofNodePools } from "./rules.ts";
import { schema } from "./schema/args.generated.ts";
import { problemsIn } from "./schema/structure.ts";
import { validPart } from "./schema/valid.ts";
import { type Entry, type InstanceChecks, type Stack, stackOf } from "./stack.ts";

/**
 * Checks the arguments without asking AWS or the cluster: their structure, and the rules. Pending values (outputs) are checked by the same
 * rules once they are known. Without a table of instance types, the rules that need one are skipped.
 */
export function check(args: KarpenterArgs, instances?: InstanceChecks): Findings {
    const structure = [...problemsIn(args, schema)];
    const valid = validPart(args, structure);
    if (!valid) return { problems: structure, warnings: [], allowed: [] };
    const findings = byRules(valid, instances);
    return { ...findings, problems: [...structure, ...findings.problems] };
}

/** The findings of the rules by outcome: problems, warnings, and those that the stack allows. */
function byRules(args: KarpenterArgs, instances: InstanceChecks | undefined): Findings {
    const findings: Findings = { problems: [], warnings: [], allowed: [] };
    const reasonFor = allowances(args.checks?.allow);
    for (const { rule, problem } of violations(args, instances)) {
        if (rule.verdict === Verdict.Invalid) {
            findings.problems.push(problem);
            continue;
        }
        const reason = reasonFor(rule.name, problem.path);
        const found = { ...problem, rule: rule.name };
        if (reason !== undefined) findings.allowed.push({ ...found, reason });
        else findings[rule.verdict === Verdict.Refused ? "problems" : "warnings"].push(found);
    }
    return findings;
}

interface Violation {
    rule: Rule<never>;
    problem: Problem;
}

/** The violations of all rules. */
export function* violations(given: KarpenterArgs, instances?: InstanceChecks): Generator<Violation> {
    const args = resolve(given);
    const stack = stackOf(args, instances);
    for (const rule of ofArguments) yield* violationsOf(rule, args, stack, "");
    if (stack.nodeClasses.length > 0) yield* inEveryClass(args, stack);
    yield* inEntries("nodeClasses", stack.nodeClasses, ofNodeClasses, stack);
    yield* inEntries("nodePools", stack.nodePools, ofNodePools, stack);
    yield* inEntries("nodeOverlays", stack.nodeOverlays, ofNodeOverlays, stack);
    for (const rule of ofChartValues) yield* violationsOf(rule, args, stack, "");
}

function* inEntries<E extends Entry<unknown>>(
    kind: string,
    entries: E[],
    rules: Rule<E>[],
    stack: Stack,
): Generator<Violation> {
    for (const entry of entries)
        for (const rule of rules) yield* violationsOf(rule, entry, stack, below(kind, entry.name));
}

/** Checks the settings that every node class gets, as if a single class had them. */
function* inEveryClass({ tags, discovery }: Resolved, stack: Stack): Generator<Violation> {
    const { subnetSelectorTerms, securityGroupSelectorTerms } = discovery;
    const spec = { amiSelectorTerms: [], tags, subnetSelectorTerms, securityGroupSelectorTerms };
    for (const each of ofEveryClass)
        for (const { rule, problem } of violationsOf(each, { name: "", spec, labels: {}, annotations: {} }, stack, ""))
            yield {
                rule,
                problem: {
                    ...problem,
                    path: problem.path.replace(/^spec\.(tags)?/, (_, tags) => tags ?? "discovery."),
                },
            };
}

function* violationsOf<S>(rule: Rule<S>, subject: S, stack: Stack, path: string): Generator<Violation> {
    if (rule.minors && !rule.minors.includes(stack.minor)) return;
    for (const problem of rule.find(subject, stack))
        yield { rule, problem: { ...problem, path: join(path, problem.path) } };
}
