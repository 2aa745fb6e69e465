import { equal, ok, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Program } from "../../../lab/process/program.ts";
import { until } from "../../../lab/process/until.ts";
import { runs, temporaryFolder } from "./folders.ts";

describe("a program", () => {
    const folder = temporaryFolder();
    const shell = (name: string, script: string, env?: Record<string, string>): Program =>
        new Program(folder, { name, command: "/bin/sh", args: ["-c", script], env });
    const lines = ({ log }: Program): string[] => readFileSync(log, "utf8").split("\n").filter(Boolean);
    const started = (program: Program): Promise<Program> => program.ready(async () => lines(program).length > 0);

    it("writes what it says into the log of its name", async () => {
        const program = shell("talker", "echo out; echo err >&2");
        equal(await program.ended, 0);
        equal(program.log, folder.log("talker"));
        equal(readFileSync(program.log, "utf8"), "out\nerr\n");
    });

    it("gets its own environment and nothing of the lab's", async () => {
        const program = shell("environment", 'echo "$OWN,$HOME"', { OWN: "own" });
        await program.ended;
        equal(readFileSync(program.log, "utf8"), "own,\n");
    });

    it("that ends instead of getting ready says so at once, with the end of its log", async () => {
        const program = shell("short", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i; done; exit 7");
        const tail = Array.from({ length: 10 }, (_, index) => `line ${index + 3}`).join("\n");
        await rejects(
            program.ready(async () => false),
            {
                message: `short ended (7); ${program.log} ends with:\n${tail}`,
            },
        );
    });

    it("that does not get ready in time says how its log ends", async () => {
        const program = shell("slow", "echo still here; exec sleep 60");
        await started(program);
        await rejects(
            program.ready(async () => false, { timeout: 20, every: 5 }),
            {
                message: `waited 0.02 s for slow to be ready; ${program.log} ends with:\nstill here`,
            },
        );
        await program.stop();
    });

    it("that can't be started says why", async () => {
        const program = new Program(folder, { name: "absent", command: "/no/such/program" });
        await rejects(
            program.ready(async () => false),
            /^Error: absent ended \(spawn \/no\/such\/program ENOENT\)/,
        );
    });

    it("stops with all that it has started", async () => {
        const program = shell("parent", "sleep 60 & echo $!; wait");
        await started(program);
        const child = Number(lines(program)[0]);
        ok(runs(child));
        await program.stop();
        equal(await program.ended, "SIGTERM");
        await until("the child to end", () => !runs(child));
    });

    it("that does not stop is ended by force", async () => {
        const program = shell("stubborn", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        await started(program);
        await program.stop(50);
        equal(await program.ended, "SIGKILL");
    });
});
