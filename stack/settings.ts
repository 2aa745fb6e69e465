import * as pulumi from "@pulumi/pulumi";
import { below } from "../components/problems/path.ts";
import { line, type Problem } from "../components/problems/problem.ts";
import type { Schema } from "../components/rules/schema/expected.ts";
import { problemsIn } from "../components/rules/schema/structure.ts";
import { validPart } from "../components/rules/schema/valid.ts";
import { type StackConfig, SystemKind } from "./config.ts";
import { misspeltKeys, namespace } from "./config-keys.ts";
import stackFile from "./schema.json" with { type: "json" };
import { checkSecret, isSecret } from "./secrets.ts";

/** The stack's config, read and checked for structure and types. */
export type Settings = StackConfig;

const most = 100;
const deepest = 100;

/** The schema of each group of the config, by the group's name. */
const groups = Object.fromEntries(
    Object.entries(stackFile.properties.config.properties).map(([key, schema]) => [
        key.slice(namespace.length),
        schema,
    ]),
) as { [group: string]: Schema };
const required = stackFile.properties.config.required.map(key => key.slice(namespace.length));

/** Fails the program if there are problems, with a line for each, before any resource is registered. */
export function refuse(problems: Problem[]): void {
    const lines = problems
        .slice(0, most)
        .map(problem => line(problem, problem.path.startsWith("aws:") ? "" : namespace));
    if (problems.length > most) lines.push(`more than ${most} problems; fix these to see the others`);
    if (lines.length) throw new pulumi.RunError(lines.join("\n"));
}

/**
 * The settings of the stack, with the defaults that groups share. Fails with all problems of structure and types at once, and with those
 * that `rules` find in the valid part.
 */
export function readSettings(rules: (settings: Settings) => Problem[] = () => []): Settings {
    const config = readGroups();
    const problems: Problem[] = [];
    for (const problem of problemsOf(config)) if (problems.push(problem) > most) refuse(problems);
    const valid = validPart(config as unknown as Settings, problems);
    refuse(valid ? [...problems, ...rules(withShared(valid))] : problems);
    return withShared(config as unknown as Settings);
}

/** Fills in settings that several groups share: the AWS profile, and Fargate for a new cluster's controller. */
function withShared(settings: Settings): Settings {
    const profile = new pulumi.Config("aws").get("profile");
    const fargate = settings.cluster.create?.system === SystemKind.Fargate;
    return {
        ...settings,
        ...(profile !== undefined && {
            kubernetes: { profile, ...settings.kubernetes },
            spot: { profile, ...settings.spot },
        }),
        ...(fargate && { install: { fargate, ...settings.install } }),
    };
}

/** The groups that are set, plus required ones (empty), so that each missing key is reported. */
function readGroups(): { [group: string]: unknown } {
    const stated = Object.entries(pulumi.runtime.allConfig())
        .filter(([key]) => key.startsWith(namespace))
        .map(([key, text]) => [key.slice(namespace.length), parse(text)] as const)
        .filter(([, value]) => value !== null && value !== "");
    return Object.fromEntries([...required.map(group => [group, {}] as const), ...stated]);
}

/** The value of a group. Pulumi passes maps as JSON and plain strings unchanged. */
function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function* problemsOf(config: { [group: string]: unknown }): Generator<Problem> {
    yield* misspeltKeys(groups);
    for (const [group, value] of Object.entries(config)) {
        const misplaced = checkSecret(group);
        if (misplaced) {
            yield misplaced;
            continue;
        }
        const schema: Schema = { properties: groups, additionalProperties: false };
        const deeper = isDeeper(value, deepest);
        const dates = deeper ? [] : [...datesIn(value, below("", group))];
        const dated = new Set(dates.map(({ path }) => path));
        // A group is secret if any value in it is. Values for the cluster may be credentials that nobody encrypted.
        const hidden = isSecret(group) || group === "kubernetes";
        for (const problem of problemsIn({ [group]: value }, schema, { hidden }))
            if (!dated.has(problem.path)) yield problem;
        yield* dates;
        if (deeper) yield { path: below("", group), message: `nested deeper than ${deepest} levels` };
    }
    yield* openCredentials(config.kubernetes);
}

/** Whether a value is nested more than `levels` deep. Later checks recurse and would run out of stack. */
const isDeeper = (value: unknown, levels: number): boolean =>
    typeof value === "object" &&
    value !== null &&
    (levels === 0 || Object.values(value).some(each => isDeeper(each, levels - 1)));

/** Unquoted dates: Pulumi parses them as timestamps and passes those in Go's format. */
function* datesIn(value: unknown, path: string): Generator<Problem> {
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [-+]\d{4} \S+$/.test(value))
        yield {
            path,
            message: "found a date without quotes, which Pulumi converts to another format; put it in quotes",
        };
    if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* datesIn(each, `${path}[${index}]`);
    else if (typeof value === "object" && value !== null)
        for (const [key, each] of Object.entries(value)) yield* datesIn(each, below(path, key));
}

function* openCredentials(kubernetes: unknown): Generator<Problem> {
    const { kubeconfig } = (kubernetes ?? {}) as { kubeconfig?: unknown };
    if (typeof kubeconfig !== "string" || isSecret("kubernetes")) return;
    const credential = /\b(token|client-key-data|password)["']?\s*:/.exec(kubeconfig)?.[1];
    if (credential)
        yield {
            path: "kubernetes.kubeconfig",
            message: `contains a ${credential} in plaintext; encrypt it: pulumi config set --secret --path ${namespace}kubernetes.kubeconfig < FILE`,
        };
}
