import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lackOfGo, requiredVersion } from "../../../lab/tools/go.ts";
import { lackOfProgram } from "../../../lab/tools/program.ts";
import { lackOfPython } from "../../../lab/tools/python.ts";

const go = "Go 1.21.0 or later, which fetches go1.26.10 itself: install it from https://go.dev/dl";
const python = 'Python 3.11.0 or later with its "venv" module, by the system\'s packages or https://python.org';

describe("what the machine lacks to make the tools", () => {
    const path = process.env.PATH;
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "machine-"));
        process.env.PATH = folder;
    });
    afterEach(() => {
        process.env.PATH = path;
        rmSync(folder, { recursive: true });
    });

    const machineHas = (command: string, says: string) => {
        writeFileSync(join(folder, command), `#!/bin/sh\necho ${says}\n`);
        chmodSync(join(folder, command), 0o755);
    };

    it("Go", () => assert.equal(lackOfGo(), `there is no "go" on PATH: the lab needs ${go}`));

    it("a Go that fetches toolchains", () => {
        machineHas("go", "go1.20.14");
        assert.equal(lackOfGo(), `go1.20.14 is too old: the lab needs ${go}`);
    });

    it("no Go when it is new enough", () => {
        for (const version of ["go1.21.0", "go1.26.8", "go1.27rc1"]) {
            machineHas("go", version);
            assert.equal(lackOfGo(), undefined);
        }
    });

    it("Python", () => assert.equal(lackOfPython(), `there is no "python3" on PATH: the lab needs ${python}`));

    it("a Python that the packages run on", () => {
        machineHas("python3", "Python 3.9.18");
        assert.equal(lackOfPython(), `Python 3.9.18 is too old: the lab needs ${python}`);
    });

    it("no Python when it is new enough", () => {
        for (const version of ["3.11.0", "3.14.0rc2"]) {
            machineHas("python3", `Python ${version}`);
            assert.equal(lackOfPython(), undefined);
        }
    });

    it("a program that the system has to bring", () => {
        assert.equal(
            lackOfProgram("openssl"),
            'there is no "openssl" on PATH: the lab needs it, from the system\'s packages',
        );
        machineHas("openssl", "OpenSSL 3");
        assert.equal(lackOfProgram("openssl"), undefined);
    });
});

describe("the version of a tool", () => {
    const mod =
        "module m\n\nrequire (\n\tk8s.io/kube v1.2.3 // indirect\n\tk8s.io/kubernetes v1.36.3\n)\n\nrequire a.b/c v2.0.0\n";

    it("is the one that its go.mod requires", () => {
        assert.equal(requiredVersion(mod, "k8s.io/kubernetes"), "1.36.3");
        assert.equal(requiredVersion(mod, "k8s.io/kube"), "1.2.3");
        assert.equal(requiredVersion(mod, "a.b/c"), "2.0.0");
    });

    it("that its go.mod does not require is an error", () =>
        assert.throws(() => requiredVersion(mod, "k8s.io"), /does not require k8s\.io$/));
});
