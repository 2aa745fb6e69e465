import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { LabFolder } from "../../../lab/process/folder.ts";
import { until } from "../../../lab/process/until.ts";

const repository = join(import.meta.dirname, "../../..");

/** `npm run lab` without npm, as a person at a terminal has it. */
export class LabCommand {
    /** Everything it has said. */
    said = "";
    /** The exit code, or the signal that ended it. */
    readonly ended: Promise<number | string>;
    private readonly child: ChildProcess;

    constructor(args: string[] = [], environment: Record<string, string> = {}) {
        this.child = spawn(process.execPath, ["--import", "./stack/node-version.js", "lab/cli/index.ts", ...args], {
            cwd: repository,
            env: { ...process.env, ...environment },
            stdio: "pipe",
        });
        for (const stream of [this.child.stdout!, this.child.stderr!])
            stream.setEncoding("utf8").on("data", text => {
                this.said += text;
            });
        this.ended = once(this.child, "close").then(([code, signal]) => code ?? signal);
    }

    get pid(): number {
        return this.child.pid!;
    }

    /** The folder of its lab, which it names. */
    get folder(): LabFolder {
        return new LabFolder(dirname(/^logs: (.*)$/m.exec(this.said)![1]!));
    }

    /** Waits until it says something, and gives what. */
    says(what: RegExp, timeout = 90_000): Promise<string> {
        return until(`the lab to say ${what}`, () => what.exec(this.said)?.[0], { timeout, hint: () => this.said });
    }

    enter(): void {
        this.child.stdin!.write("\n");
    }

    signal(signal: NodeJS.Signals): void {
        this.child.kill(signal);
    }

    /** What runs of it: its own process and all that its lab has started. */
    get processes(): number[] {
        return [this.pid, ...this.folder.processes];
    }
}

/** Who listens where: `127.0.0.1:1234`, by the process's id. */
export function listeners(pids: number[]): { pid: number; program: string; address: string }[] {
    return execFileSync("ss", ["-ltnpH"], { encoding: "utf8" })
        .split("\n")
        .flatMap(line => {
            const address = line.split(/\s+/)[3]!;
            const users = [...line.matchAll(/\("([^"]+)",pid=(\d+)/g)];
            return users.map(([, program, pid]) => ({ pid: Number(pid), program: program!, address }));
        })
        .filter(({ pid }) => pids.includes(pid));
}

export const onLoopback = (address: string): boolean =>
    /^(127\.0\.0\.1|\[::1\]|\[::ffff:127\.0\.0\.1\]):/.test(address);
