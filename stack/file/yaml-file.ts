import { readFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi/errors.js";
import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from "js-yaml";
import { seen } from "../../components/problems/problem.ts";
import { Mistake } from "../command/mistake.ts";
import { floatTag, intTag, timestampTag } from "./scalars.ts";

/** Maximum nesting, and maximum number of characters that aliases may add when expanded. */
const [deepest, most] = [100, 10e6];

const schema = CORE_SCHEMA.withTags(mergeTag, intTag, floatTag, timestampTag);

/** Reads a YAML file as the Pulumi CLI does. */
export function readYaml(file: string): Record<string, unknown> {
    const text = textOf(file);
    const [root, ...more] = parse(file, text);
    if (more.length) throw new RunError(`${file}: found ${more.length + 1} documents, expected one`);
    checkSize(file, root, text.length);
    return mapping(file, root);
}

/** A map; empty if the value is missing. */
export function mapping(where: string, value: unknown): Record<string, unknown> {
    if (value === null || value === undefined) return {};
    if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
    throw new RunError(
        `${where}: found ${Array.isArray(value) ? "a list" : `a ${typeof value}`}, expected keys and values`,
    );
}

function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new Mistake(code === "EISDIR" ? `${file} is a folder, expected a file` : `${file}: ${message}`);
    }
}

function parse(file: string, text: string): unknown[] {
    try {
        return loadAll(text, { schema, maxDepth: deepest });
    } catch (error) {
        if (!(error instanceof YAMLException)) throw error;
        // The parser's own message ends with an excerpt of the file, which may contain a secret.
        const { reason, mark } = error;
        const place = mark ? ` at line ${mark.line + 1}, column ${mark.column + 1}` : "";
        throw new RunError(`${file}: ${seen(reason)}${place}${hintOf(reason)}`);
    }
}

/** A hint at the usual cause of a parser error. */
function hintOf(reason: string): string {
    if (reason.startsWith("deficient indentation")) return "; or a quote or bracket above is not closed";
    if (/indentation of|missed comma|alias/.test(reason))
        return "; put a text in quotes if it contains a colon and a space, or starts with * & ! @ %";
    return "";
}

/** Rejects aliases that are cyclic or expand too far, and numbers that JSON does not support. */
function checkSize(file: string, root: unknown, own: number): void {
    let size = 0;
    const visit = (value: unknown, levels: number): void => {
        size += typeof value === "string" ? value.length + 1 : 1;
        if (size > own + most) throw new RunError(`${file}: aliases add more than ${most} characters to it`);
        if (levels > deepest) throw new RunError(`${file}: aliases nest it deeper than ${deepest} levels`);
        if (typeof value === "number" && !Number.isFinite(value))
            throw new RunError(`${file}: found ${value}, which is not supported in JSON`);
        if (typeof value !== "object" || value === null) return;
        for (const [key, each] of Object.entries(value)) {
            size += Array.isArray(value) ? 0 : key.length;
            visit(each, levels + 1);
        }
    };
    visit(root, 0);
}
