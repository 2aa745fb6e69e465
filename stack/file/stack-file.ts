import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import { nearest } from "../../components/problems/nearest.ts";
import { seen } from "../../components/problems/problem.ts";
import { Mistake } from "../command/mistake.ts";
import { mapping, readYaml } from "./yaml-file.ts";

/** A stack as the Pulumi CLI passes it to the program. */
export interface Stack {
    project: string;
    name: string;
    /** Path of the program's entry file. */
    main: string;
    /** Values by key, objects as JSON, as the CLI passes them. */
    config: Record<string, string>;
    /** Keys whose values contain a secret. */
    secretKeys: string[];
}

/** Placeholder for secrets: only Pulumi can decrypt those in a stack file. */
export const secretText = "[secret]";

/** Top-level keys of a stack file that Pulumi uses in addition to `config`. */
const ofPulumi = ["secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

/** Reads a stack. Values in its file replace the defaults in `Pulumi.yaml` as a whole. */
export function readStack(directory: string, name: string, configFile?: string): Stack {
    const projectFile = join(directory, "Pulumi.yaml");
    if (!existsSync(projectFile)) throw new Mistake(`no Pulumi.yaml in ${directory}`);
    const project = readYaml(projectFile);
    const file = configFile ?? join(directory, `Pulumi.${name}.yaml`);
    if (configFile !== undefined && !existsSync(file)) throw new Mistake(`no file ${configFile}`);
    if (!/^[\w.-]+$/.test(name) || !existsSync(file))
        throw new Mistake(`no Pulumi.${name}.yaml; stacks here: ${stacksIn(directory).join(", ") || "none"}`);
    const config: Record<string, string> = {};
    const secretKeys = new Set<string>();
    const set = (key: string, value: unknown) => {
        const whole = key.includes(":") ? key : `${project.name}:${key}`;
        const [known, secret] = withoutCiphertext(value);
        config[whole] = typeof known === "object" ? JSON.stringify(known) : String(known);
        secret ? secretKeys.add(whole) : secretKeys.delete(whole);
    };
    for (const [key, declared] of Object.entries(mapping(`${projectFile}: config`, project.config))) {
        const value = defaultOf(declared);
        if (value !== undefined) set(key, value);
    }
    const { config: own, ...beside } = readYaml(file);
    const stray = Object.keys(beside).find(key => key.includes(":"));
    if (stray)
        throw new RunError(`${file}: found ${seen(stray)} next to config; indent it, so that it is below config`);
    const misspelt = Object.keys(beside).find(key => !ofPulumi.includes(key) && nearest(key, ["config"], 2));
    if (misspelt) throw new RunError(`${file}: found ${seen(misspelt)}; did you mean "config"?`);
    for (const [key, value] of Object.entries(mapping(`${file}: config`, own))) set(key, value);
    const main = resolve(directory, String(project.main ?? "index.ts"));
    return { project: String(project.name), name, main, config, secretKeys: [...secretKeys] };
}

/** A key's default in `Pulumi.yaml`: `{ default }`, `{ value }` or a bare value. */
function defaultOf(declared: unknown): unknown {
    if (typeof declared !== "object" || declared === null) return declared ?? undefined;
    const { default: fallback, value } = declared as { default?: unknown; value?: unknown };
    return value ?? fallback;
}

const stacksIn = (directory: string): string[] =>
    readdirSync(directory)
        .flatMap(file => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();

/** The value with placeholders for encrypted parts, and whether there were any. */
function withoutCiphertext(value: unknown): [value: unknown, secret: boolean] {
    if (typeof value !== "object" || value === null) return [value ?? "", false];
    if (typeof (value as { secure?: unknown }).secure === "string" && Object.keys(value).length === 1)
        return [secretText, true];
    let secret = false;
    const inner = (item: unknown) => {
        if (item === null) return null;
        const [known, found] = withoutCiphertext(item);
        secret ||= found;
        return known;
    };
    const known = Array.isArray(value)
        ? value.map(inner)
        : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
    return [known, secret];
}
