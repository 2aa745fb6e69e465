import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { violations } from "../../../components/rules/check.ts";
import { Verdict } from "../../../components/rules/rule.ts";
import { rules } from "../../../components/rules/rules.ts";
import { readStack } from "../../../stack/file/stack-file.ts";
import { instanceChecks } from "../../../stack/instances/instance-checks.ts";
import { readSettings, type Settings } from "../../../stack/settings.ts";
import { verifyStated } from "../../../stack/verify.ts";
import { root } from "../../render.ts";
import { themes } from "./cases.ts";

describe("a bad stack", () => {
    const folder = mkdtempSync(join(tmpdir(), "bad-stack-"));
    const broken = new Set<string>();
    after(() => {
        rmSync(folder, { recursive: true });
        pulumi.runtime.setAllConfig({});
    });

    /** What the program says of its settings, and keeps which rules they break. */
    const rulesOf = (stated: Settings) => {
        for (const { rule } of violations(stated, instanceChecks("us-west-2"))) broken.add(rule.name);
        return verifyStated(stated);
    };

    const said = (text: string): string[] => {
        const file = join(folder, "Pulumi.bad.yaml");
        writeFileSync(file, text);
        try {
            const { config, secretKeys } = readStack(root, "bad", file);
            pulumi.runtime.setAllConfig(config, secretKeys);
            readSettings(rulesOf);
        } catch (error) {
            assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
            return error.message.replace(`${folder}/`, "").split("\n");
        }
        return [];
    };

    for (const [theme, cases] of themes)
        describe(theme, () => {
            for (const { name, text, lines } of cases)
                it(name, () => {
                    assert.notDeepEqual(lines, []);
                    assert.deepEqual(said(text), lines);
                });
        });

    describe("on the whole", () => {
        it("is there for every rule that refuses, but for what no small stack file can break", () => {
            const refusing = rules.filter(({ verdict }) => verdict !== Verdict.Warning).map(({ name }) => name);
            assert.deepEqual(
                refusing.filter(name => !broken.has(name)),
                // The file's own schema bounds the name, the cluster's region is found in AWS, and user data is too large in a large file.
                ["cluster-name", "policy-size", "user-data-size"],
            );
        });
    });
});
