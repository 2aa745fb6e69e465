import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "../../components/args.ts";
import { isMap } from "../../components/inputs/merge.ts";
import { Karpenter } from "../../components/karpenter.ts";
import { below } from "../../components/problems/path.ts";
import { line, show } from "../../components/problems/problem.ts";
import { check, violations } from "../../components/rules/check.ts";
import { Verdict } from "../../components/rules/rule.ts";
import { rules } from "../../components/rules/rules.ts";
import { schema } from "../../components/rules/schema/args.generated.ts";
import { problemsIn } from "../../components/rules/schema/structure.ts";
import type { InstanceChecks } from "../../components/rules/stack.ts";
import { minorOf } from "../../components/upstream/versions.ts";
import { deploy } from "../deploy.ts";
import { type Args, type Cases, cluster } from "./cases.ts";

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "cases.ts")
    .sort();
const cases: Cases = {};
/** The names of the rules that each file has cases of. */
const themes: { [file: string]: string[] } = {};
/** The table that rules are asked with, where they ask for one. */
const tables: { [rule: string]: InstanceChecks | undefined } = {};
for (const file of files) {
    const { cases: own, instances } = (await import(`./${file}`)) as { cases: Cases; instances?: InstanceChecks };
    Object.assign(cases, own);
    themes[file] = Object.keys(own);
    for (const rule in own) tables[rule] = instances;
}

const versions: { [minor: string]: string } = { "1.14": "1.14.3", "1.15": "1.15.0" };

/** The minor that a case is of: its own, where it names one that is known; else the first of those given. */
function minorFor({ install }: Args, minors = Object.keys(versions)): string {
    const own = minorOf(install?.version ?? "");
    return own !== undefined && own in versions ? own : minors[0]!;
}

/** The arguments of a case for a minor; none where the case is of another. */
function argsOf(args: Args, minor: string): KarpenterArgs | undefined {
    const version = args.install?.version ?? versions[minor]!;
    if (minorFor(args, [minor]) !== minor) return undefined;
    return { cluster, ...args, install: { ...args.install, version } };
}

/** The paths below which outputs may stand. */
const open = new RegExp(
    [
        "\\.(spec|labels|annotations)\\b",
        "^tags\\b",
        "^install\\.values\\b",
        "^cluster\\.(version|oidcIssuer|oidcProviderArn|accountId|region|partition|kubeconfig)$",
        "^discovery\\.(subnets|securityGroups)\\b",
        "^controller\\.(policyArns|permissionsBoundary)\\b",
        "^nodeRole\\.(arn|policyArns|others|permissionsBoundary)\\b",
        "^interruption\\.kmsKeyArn$",
    ].join("|"),
);

/** The same with every value that may be an output in the hands of `hide`. */
function hidden<T>(value: T, hide: (value: unknown) => unknown, path = ""): T {
    if (Array.isArray(value)) return value.map((each, index) => hidden(each, hide, `${path}[${index}]`)) as T;
    if (!isMap(value)) return (open.test(path) && value !== undefined ? hide(value) : value) as T;
    const entries = Object.entries(value).map(([key, each]) => [key, hidden(each, hide, below(path, key))]);
    return Object.fromEntries(entries) as T;
}

/** A value among arguments, and the arguments with another in its place. */
interface Leaf {
    path: string;
    value: unknown;
    put(other: unknown): KarpenterArgs;
}

function* eachLeaf(args: KarpenterArgs): Generator<Leaf> {
    for (const [path, keys] of leavesOf(args)) {
        const at = (tree: any) => keys.slice(0, -1).reduce((each, key) => each[key], tree);
        const last = keys.at(-1)!;
        yield {
            path,
            value: at(args)[last],
            put(other) {
                const copy = structuredClone(args);
                at(copy)[last] = other;
                return copy;
            },
        };
    }
}

/** Where values stand that may be outputs. */
function* leavesOf(value: unknown, path = "", keys: (string | number)[] = []): Generator<[string, typeof keys]> {
    if (Array.isArray(value))
        for (const [index, each] of value.entries()) yield* leavesOf(each, `${path}[${index}]`, [...keys, index]);
    else if (isMap(value))
        for (const [key, each] of Object.entries(value)) yield* leavesOf(each, below(path, key), [...keys, key]);
    else if (value !== undefined && open.test(path)) yield [path, keys];
}

/** Other values of a value's type. */
function othersThan(value: unknown): unknown[] {
    if (typeof value === "boolean") return [!value];
    if (typeof value === "number") return [0, 1, 100];
    return [
        "",
        "In",
        "Gt",
        "1",
        "spot",
        "reserved",
        "windows",
        "arm64",
        "true",
        "a",
        "windows2022@latest",
        "Windows2022",
    ];
}

/** All that rules find, a line each, with the rule's name where it is not `own`. */
const linesOf = (args: KarpenterArgs, own: string): string[] =>
    [...violations(args, tables[own])].map(
        ({ rule: { name }, problem: { path, message } }) => `${path}: ${message}${name === own ? "" : ` [${name}]`}`,
    );

const hiding: { [as: string]: (value: unknown) => unknown } = {
    outputs: value => pulumi.output(value),
    promises: value => Promise.resolve(value),
};

describe("rules", () => {
    for (const rule of rules as { name: string; verdict: string; minors?: string[] }[])
        describe(rule.name, () => {
            const { breaks = [], holds = [] } = cases[rule.name] ?? {};

            it("has a case that breaks it, and one that all but does", () => {
                assert.ok(breaks.length > 0 && holds.length > 0);
            });

            for (const minor of Object.keys(versions))
                for (const [what, given, found] of breaks) {
                    const args = argsOf(given, minor);
                    if (!args) continue;
                    const applies = rule.minors?.includes(minor) ?? true;

                    it(`${applies ? "is broken by" : "is not there for"} ${what} (${minor})`, () => {
                        assert.deepEqual([...problemsIn(args, schema)], []);
                        const lines = linesOf(args, rule.name);
                        if (applies) assert.deepEqual(lines, found);
                        else
                            assert.ok(
                                [...violations(args, tables[rule.name])].every(
                                    ({ rule: { name } }) => name !== rule.name,
                                ),
                            );
                    });
                }

            for (const minor of rule.minors ?? Object.keys(versions))
                for (const [what, given, found = []] of holds) {
                    const args = argsOf(given, minor);
                    if (!args) continue;

                    it(`holds for ${what} (${minor})`, () => {
                        assert.deepEqual([...problemsIn(args, schema)], []);
                        assert.deepEqual(linesOf(args, rule.name), found);
                    });
                    for (const [as, hide] of Object.entries(hiding))
                        it(`holds for ${what}, as ${as} (${minor})`, () => {
                            assert.deepEqual(linesOf(hidden(args, hide), rule.name), found);
                        });
                }
        });

    it("find in what is not known yet nothing that is not found in what is", () => {
        for (const minor of Object.keys(versions))
            for (const [name, { breaks }] of Object.entries(cases))
                for (const [what, given] of breaks) {
                    const args = argsOf(given, minor);
                    if (!args) continue;
                    const of = (args: KarpenterArgs) =>
                        [...violations(args, tables[name])].map(({ rule, problem }) => `${rule.name} ${problem.path}`);
                    const known = of(args);
                    for (const hide of Object.values(hiding))
                        for (const found of of(hidden(args, hide)))
                            assert.ok(known.includes(found), `${what}: ${found}`);
                }
    });

    it("find beside a value that is not known yet what they find whatever that is, and never show it", function () {
        // Each value of each case, in a dozen ways.
        this.timeout(60_000);
        const wrong = new Set<string>();
        for (const { name, minors } of rules)
            for (const [what, given] of cases[name]!.breaks) {
                const args = argsOf(given, minorFor(given, minors))!;
                for (const { path, value, put } of eachLeaf(args)) {
                    const known = [value, ...othersThan(value)].map(each => linesOf(put(each), name));
                    const told = known.filter(lines => !lines.some(line => line.startsWith(`${path}: `)));
                    const always = (line: string) => {
                        const [where = ""] = line.split(": ");
                        return told.every(lines => lines.some(each => each.startsWith(where)));
                    };
                    for (const hide of Object.values(hiding))
                        for (const line of linesOf(put(hide(value)), name)) {
                            const judged = line.startsWith(`${path}: `) && line.includes(show(value));
                            const shown = /Output<|\[object |Promise|undefined/.test(line);
                            if (judged || shown || !always(line)) wrong.add(`${what}, ${path}: ${line}`);
                        }
                }
            }
        assert.deepEqual([...wrong], []);
    });

    it("put what breaks them where it belongs, and it can be allowed but for what the API server refuses", () => {
        for (const { name, verdict, minors } of rules)
            for (const [what, given] of cases[name]?.breaks ?? []) {
                const args = argsOf(given, minorFor(given, minors))!;
                const found = [...violations(args, tables[name])].flatMap(({ rule, problem }) =>
                    rule.name === name ? [problem] : [],
                );
                const named = found.map(problem => ({ ...problem, rule: name }));
                const of = (findings: { path: string; message: string; rule?: string }[]) =>
                    findings.filter(
                        ({ rule, ...problem }) =>
                            found.some(each => each.path === problem.path && each.message === problem.message) &&
                            (rule === undefined || rule === name),
                    );
                const plain = check(args, tables[name]);
                const allowed = check(
                    { ...args, checks: { ...args.checks, allow: { [name]: { reason: "r" } } } },
                    tables[name],
                );
                const expected = {
                    problems: { [Verdict.Invalid]: found, [Verdict.Refused]: named, [Verdict.Warning]: [] }[verdict],
                    warnings: verdict === Verdict.Warning ? named : [],
                };
                assert.deepEqual({ problems: of(plain.problems), warnings: of(plain.warnings) }, expected, what);
                if (verdict === Verdict.Invalid) continue;
                assert.deepEqual([of(allowed.problems), of(allowed.warnings)], [[], []], what);
                assert.deepEqual(
                    allowed.allowed.filter(({ rule }) => rule === name),
                    named.map(each => ({ ...each, reason: "r" })),
                    what,
                );
            }
    });

    it("are asked again by the component once what was not known is, and say the same", async () => {
        for (const [theme, names] of Object.entries(themes)) {
            const of = rules.filter(
                ({ name, verdict }) => names.includes(name) && verdict !== Verdict.Warning && !tables[name],
            );
            const known = of.map(({ name, minors }) => argsOf(cases[name]!.breaks[0]![1], minors?.[0] ?? "1.14"));
            // One of each theme, as the component takes its time.
            const args = known.find(each => each && check(hidden(each, hiding.outputs!)).problems.length === 0);
            if (!args) continue;
            const message = check(args)
                .problems.map(problem => line(problem))
                .join("\n");
            const program = () => void new Karpenter("karpenter", hidden(args, hiding.outputs!));
            await assert.rejects(deploy(program), { message }, theme);
        }
    });

    it("have names of their own, in words with dashes, and say what they want and by whose word", () => {
        const names = rules.map(({ name }) => name);
        assert.deepEqual([...new Set(names)], names);
        for (const { name, says, source, minors = [] } of rules) {
            assert.match(name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
            assert.match(says, /^[A-Z`].*\.$/s, name);
            assert.ok(source.length > 0, name);
            assert.ok(
                minors.every(minor => minor in versions),
                name,
            );
        }
    });

    it("have no cases beside them", () => {
        const names = rules.map(({ name }) => name);
        assert.deepEqual(
            Object.keys(cases).filter(name => !names.includes(name)),
            [],
        );
    });
});
