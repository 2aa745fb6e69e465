import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import type { LabFolder } from "./folder.ts";
import { type Patience, until } from "./until.ts";

/** Options of a long-running program. */
export interface ProgramOptions {
    /** Name of the part; its log is `logs/<name>.log`. */
    name: string;
    command: string;
    args?: string[];
    /** The complete environment. Nothing is inherited from the lab's own. */
    env?: Record<string, string>;
    cwd?: string;
}

/** A running program in its own process group, so that Ctrl-C reaches only the lab. */
export class Program {
    readonly name: string;
    readonly log: string;
    /** Exit code or signal, once it has ended. */
    readonly ended: Promise<number | string>;
    private readonly child: ChildProcess;
    private end: number | string | undefined;

    constructor(folder: LabFolder, { name, command, args = [], env = {}, cwd }: ProgramOptions) {
        this.name = name;
        this.log = folder.log(name);
        const out = openSync(this.log, "a");
        this.child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", out, out] });
        this.ended = new Promise(resolve => {
            const ended = (end: number | string) => {
                this.end = end;
                resolve(end);
            };
            this.child.once("error", error => ended(error.message));
            this.child.once("exit", (code, signal) => ended(code ?? signal ?? "unknown"));
        });
        if (this.child.pid) folder.remember(this.child.pid);
    }

    get running(): boolean {
        return this.end === undefined;
    }

    /** Waits until the program is ready. Throws with the end of its log if it ends first. */
    async ready(ask: () => Promise<boolean>, patience: Patience = {}): Promise<this> {
        const ready = await until(`${this.name} to be ready`, async () => (this.running ? ask() : true), {
            hint: () => this.tail(),
            ...patience,
        });
        if (!ready || !this.running) throw new Error(`${this.name} ended (${this.end}); ${this.tail()}`);
        return this;
    }

    /** Stops the program and its children, forcefully after a timeout. */
    async stop(patience = 10_000): Promise<void> {
        this.signal("SIGTERM");
        const force = setTimeout(() => this.signal("SIGKILL"), patience);
        await this.ended;
        clearTimeout(force);
    }

    private signal(signal: NodeJS.Signals): void {
        if (!this.running || !this.child.pid) return;
        try {
            process.kill(-this.child.pid, signal);
        } catch {
            // It has already ended.
        }
    }

    private tail(): string {
        const lines = readFileSync(this.log, "utf8").trimEnd().split("\n");
        return `${this.log} ends with:\n${lines.slice(-10).join("\n")}`;
    }
}
