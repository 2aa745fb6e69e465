import { deepEqual, equal, ok } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabFolder } from "../../../lab/process/folder.ts";
import { until } from "../../../lab/process/until.ts";
import { runs, temporaryFolder } from "./folders.ts";

interface Owner {
    exit: Promise<unknown>;
    kill(): Promise<unknown>;
    path: string;
    /** Their ids. */
    processes: number[];
}

const module = join(import.meta.dirname, "../../../lab/process/folder.ts");

describe("the folder of a lab", () => {
    const labs = temporaryFolder();

    /** A process that owns a lab with two processes: one remembered, one marked and in a process group of its own. */
    async function owner(end = ""): Promise<Owner> {
        const script = `
            import { spawn } from "node:child_process";
            import { openFolder } from ${JSON.stringify(module)};
            const folder = openFolder(${JSON.stringify(labs.path)});
            const start = more => {
                const env = { ...process.env, ...more };
                const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore", env });
                child.unref();
                return child.pid;
            };
            const remembered = start({});
            folder.remember(remembered);
            console.log(JSON.stringify({ path: folder.path, processes: [remembered, start(folder.mark)] }));
            ${end}`;
        const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        const exit = once(owner, "exit");
        const [line] = await once(owner.stdout.setEncoding("utf8"), "data");
        const kill = () => {
            owner.kill("SIGKILL");
            return exit;
        };
        return { exit, kill, ...JSON.parse(line) };
    }

    const gone = (pids: number[]) => until(`${pids} to end`, () => !pids.some(runs), { timeout: 5000, every: 5 });

    it("goes when its owner exits, with every process of the lab", async () => {
        const { exit, path, processes } = await owner();
        await exit;
        await gone(processes);
        ok(!existsSync(path));
    });

    it("stays when its owner fails, and the processes end all the same", async () => {
        const { exit, path, processes } = await owner("process.exitCode = 1;");
        await exit;
        await gone(processes);
        ok(existsSync(path));
    });

    it("is cleaned up by the next lab when its owner was killed, and left alone while that lives", async () => {
        const forever = "setInterval(() => {}, 1000);";
        const living = await owner(forever);
        const killed = await owner(forever);
        await killed.kill();
        ok(killed.processes.every(runs), "a killed owner ends nothing itself");

        const next = await owner(forever);
        await gone(killed.processes);
        ok(!existsSync(killed.path));
        ok(existsSync(living.path));
        ok(living.processes.every(runs));
        await Promise.all([living.kill(), next.kill()]);
        await (await owner()).exit;
        await gone([...living.processes, ...next.processes]);
    });

    it("is not taken for one whose owner lives because some other process has that id now", async () => {
        const path = join(labs.path, "lab-old");
        mkdirSync(path);
        writeFileSync(join(path, "owner"), JSON.stringify({ pid: process.pid, started: "Mon Jan  1 00:00:00 2024" }));
        const stranger = { pid: process.pid, started: "Mon Jan  1 00:00:00 2024" };
        writeFileSync(join(path, "processes"), JSON.stringify(stranger));
        await (await owner()).exit;
        ok(!existsSync(path));
    });

    it("without an owner is being opened, unless that was a while ago", async () => {
        const [fresh, old] = ["lab-fresh", "lab-abandoned"].map(name => join(labs.path, name)) as [string, string];
        for (const path of [fresh, old]) mkdirSync(path);
        const then = new Date(Date.now() - 3_600_000);
        utimesSync(old, then, then);
        await (await owner()).exit;
        deepEqual([existsSync(fresh), existsSync(old)], [true, false]);
    });

    it("has one folder for all logs", () => {
        const folder = new LabFolder(join(labs.path, "logs-only"));
        equal(folder.log("etcd-dev"), join(folder.logs, "etcd-dev.log"));
        writeFileSync(folder.log("etcd-dev"), "a line");
        equal(readFileSync(join(folder.path, "logs/etcd-dev.log"), "utf8"), "a line");
        equal(readdirSync(folder.path).length, 1);
    });
});
