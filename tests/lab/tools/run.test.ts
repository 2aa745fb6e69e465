import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInto } from "../../../lab/tools/run.ts";

describe("a command in making a tool", () => {
    let folder: string;
    let log: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "run-"));
        log = join(folder, "tool.log");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const sh = (script: string, env?: Record<string, string>) =>
        runInto(log, "tool 1.0.0")("sh", ["-c", script], { cwd: folder, env });
    const failure = (script: string) =>
        sh(script).then(
            () => assert.fail("no failure"),
            (error: Error) => error.message,
        );

    it("is logged with all that it writes", async () => {
        await sh('echo out; echo "$GREETING" >&2', { GREETING: "hello" });
        assert.equal(readFileSync(log, "utf8"), '$ sh -c echo out; echo "$GREETING" >&2\nout\nhello\n');
    });

    it("fails with the log's name and its last lines", async () =>
        assert.equal(
            await failure("seq 1 30; exit 3"),
            [
                `tool 1.0.0: sh ended with 3; ${log} ends with:`,
                ...Array.from({ length: 12 }, (_, index) => `  ${index + 19}`),
            ].join("\n"),
        ));

    it("says that the network is wanted when that is what failed", async () =>
        assert.match(await failure("echo dial tcp: lookup proxy: no such host; exit 1"), /needs the network/));

    it("says so when it isn't there", () =>
        assert.rejects(
            runInto(log, "tool 1.0.0")("no-such-command", []),
            /tool 1\.0\.0: no-such-command ended with .*ENOENT/,
        ));

    it("that was interrupted says to run it again", async () =>
        assert.equal(await failure("kill -INT $$"), "tool 1.0.0: interrupted; run it again to go on"));
});
