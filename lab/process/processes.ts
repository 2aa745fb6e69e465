import { execFileSync } from "node:child_process";

/** A process by id and start time, since ids are reused. */
export interface Started {
    pid: number;
    started: string;
}

/** The identity of a process, to recognize it later. */
export const known = (pid: number): Started => ({ pid, started: starts().get(pid) ?? "" });

/** Ids of processes that still run. */
export function running(processes: Started[]): number[] {
    const now = starts();
    return processes.filter(({ pid, started }) => started && now.get(pid) === started).map(({ pid }) => pid);
}

/**
 * Processes started with a variable in their environment. `ps` shows the environment of the user's own processes; on
 * macOS, not of system programs.
 */
export function startedWith(name: string, value: string): number[] {
    return ps("axeww", "-o", "pid=,command=")
        .filter(line => `${line} `.includes(` ${name}=${value} `))
        .map(line => Number.parseInt(line, 10));
}

/** Kills a process, or a process group if the number is negative. */
export function kill(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It has already ended.
    }
}

/** Start times by process id, without zombies. */
function starts(): Map<number, string> {
    const rows = ps("-A", "-o", "pid=,stat=,lstart=").map(line => /^(\d+) (\S+) +(.*)$/.exec(line)!.slice(1));
    return new Map(rows.filter(([, stat]) => !stat!.startsWith("Z")).map(([pid, , start]) => [Number(pid), start!]));
}

const ps = (...options: string[]): string[] =>
    execFileSync("ps", options, { encoding: "utf8", env: { PATH: process.env.PATH, LC_ALL: "C" }, maxBuffer: 2 ** 28 })
        .split("\n")
        .map(line => line.trim())
        .filter(Boolean);
