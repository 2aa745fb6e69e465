import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

describe("the language host's wrapper", () => {
    let folder: string;
    const name = "pulumi-language-nodejs";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "host-"));
        for (const bin of ["bin", "host/bin"]) mkdirSync(join(folder, bin), { recursive: true });
        copyFileSync(join(repository, `lab/tools/${name}.sh`), join(folder, "bin", name));
        writeFileSync(join(folder, "host/bin", name), '#!/bin/sh\nprintf "%s\\n" "$@" "$PATH"\n');
        for (const bin of ["bin", "host/bin"]) chmodSync(join(folder, bin, name), 0o755);
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const started = (cwd: string) =>
        execFileSync(join(folder, "bin", name), ["127.0.0.1:1"], { cwd, encoding: "utf8" })
            .trimEnd()
            .split("\n");

    it("gives it the options of Pulumi.yaml, the engine's arguments, and the project's Node", () =>
        assert.deepEqual(started(repository), [
            "-typescript=false",
            "-nodeargs=--import ./stack/node-version.js",
            "127.0.0.1:1",
            `${join(repository, "node_modules/.bin")}:${process.env.PATH}`,
        ]));

    it("leaves a project without options as it is", () =>
        assert.deepEqual(started(folder).slice(0, 3), ["-typescript=true", "-nodeargs=", "127.0.0.1:1"]));
});
