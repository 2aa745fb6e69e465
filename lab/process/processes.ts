import { execFileSync } from "node:child_process";

/** A process, known by its id and its start: ids come round again. */
export interface Started {
    pid: number;
    started: string;
}

/** A process as it is known later on. */
export const known = (pid: number): Started => ({ pid, started: starts().get(pid) ?? "" });

/** Those of the processes that still run. */
export function running(processes: Started[]): number[] {
    const now = starts();
    return processes.filter(({ pid, started }) => started && now.get(pid) === started).map(({ pid }) => pid);
}

/**
 * The processes that were started with this variable in their environment, by whomever. `ps` shows the environment of one's own
 * processes; on macOS not that of programs that came with the system.
 */
export function startedWith(name: string, value: string): number[] {
    return ps("axeww", "-o", "pid=,command=")
        .filter(line => `${line} `.includes(` ${name}=${value} `))
        .map(line => Number.parseInt(line, 10));
}

/** Ends a process, or a process group if the number is negative, by force. */
export function kill(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It ended by itself.
    }
}

/** When each process began. What has ended, and waits for its parent to notice, is left out. */
function starts(): Map<number, string> {
    const rows = ps("-A", "-o", "pid=,stat=,lstart=").map(line => /^(\d+) (\S+) +(.*)$/.exec(line)!.slice(1));
    return new Map(rows.filter(([, stat]) => !stat!.startsWith("Z")).map(([pid, , start]) => [Number(pid), start!]));
}

const ps = (...options: string[]): string[] =>
    execFileSync("ps", options, { encoding: "utf8", env: { PATH: process.env.PATH, LC_ALL: "C" }, maxBuffer: 2 ** 28 })
        .split("\n")
        .map(line => line.trim())
        .filter(Boolean);
