import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readStack } from "../../../stack/file/stack-file.ts";
import { readSettings, type Settings } from "../../../stack/settings.ts";
import { verifyStated } from "../../../stack/verify.ts";
import { root } from "../../render.ts";

const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
after(() => {
    rmSync(folder, { recursive: true });
    pulumi.runtime.setAllConfig({});
});

const rulesOf = (stated: Settings) => verifyStated(stated);

/** What the program says of a stack file, a line each; nothing where it reads settings. */
export const ofFile = (text: string | Uint8Array): string[] =>
    linesOf(() => {
        const file = join(folder, "Pulumi.fuzz.yaml");
        writeFileSync(file, text);
        const { config, secretKeys } = readStack(root, "fuzz", file);
        pulumi.runtime.setAllConfig(config, secretKeys);
        readSettings(rulesOf);
    });

/** The same of config as the Pulumi CLI hands it over. */
export const ofConfig = (config: Record<string, string>, secretKeys: string[] = []): string[] =>
    linesOf(() => {
        pulumi.runtime.setAllConfig(config, secretKeys);
        readSettings(rulesOf);
    });

function linesOf(read: () => void): string[] {
    try {
        read();
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
        const lines = error.message.split("\n");
        const told = lines.filter(line => !line.startsWith("more than 100 problems"));
        assert.ok(told.length <= 100, `${told.length} lines`);
        for (const line of told) checkLine(line);
        return lines;
    }
    return [];
}

/** A line says something, and does nothing to the terminal that it is shown in. */
export function checkLine(line: string): void {
    assert.match(line, /\S: \S/);
    assert.ok(line.length <= 1500, `${line.length} characters: ${line}`);
    assert.doesNotMatch(line, /^ +at |\[object |\bundefined\b(?!")|\[Function/);
    assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
}
