import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { root } from "../../render.ts";

const run = (script: string): string =>
    execFileSync(
        process.execPath,
        ["--input-type=module", "-e", `await import("./stack/command/start.js");${script}`],
        {
            cwd: root,
            encoding: "utf8",
            // Node warns of what TypeScript and npm use.
            stdio: ["ignore", "pipe", "ignore"],
        },
    );
const pulumi = 'const pulumi = await import("@pulumi/pulumi");';

describe("the start of a command", function () {
    this.timeout(60_000);

    it("loads Pulumi's SDK without TypeScript and npm's resolver", () => {
        const heavy = `const { createRequire } = await import("node:module");
            const files = Object.keys(createRequire(import.meta.url).cache);
            console.log(files.filter(file => /pacote|sigstore/.test(file)).length, files.length > 100);`;
        assert.equal(run(pulumi + heavy), "0 true\n");
    });

    it("leaves a program able to have functions serialized", () => {
        const serialize = `const { text } = await pulumi.runtime.serializeFunction(() => 1 + 1);
            const paths = await pulumi.runtime.computeCodePaths({});
            console.log(text.includes("return () => 1 + 1"), paths.size > 1);`;
        assert.equal(run(pulumi + serialize), "true true\n");
    });
});
