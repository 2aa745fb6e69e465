import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Run } from "./part.ts";

/** Runs commands with their output in a log. On failure, throws with the end of the log. */
export function runInto(log: string, what: string): Run {
    return async (command, args, { cwd, env } = {}) => {
        const out = openSync(log, "a");
        writeSync(out, `$ ${[command, ...args].join(" ")}\n`);
        const end = await new Promise<string | number>(resolve => {
            const child = spawn(command, args, {
                cwd,
                env: { ...process.env, ...env },
                stdio: ["ignore", out, out],
            });
            const kill = () => child.kill();
            process.once("exit", kill);
            child.once("error", error => resolve(error.message));
            child.once("exit", (code, signal) => {
                process.removeListener("exit", kill);
                resolve(code ?? signal ?? "unknown");
            });
        });
        closeSync(out);
        if (end !== 0) throw new Error(failure(what, command, end, log));
    };
}

function failure(what: string, command: string, end: string | number, log: string): string {
    if (end === "SIGINT" || end === "SIGTERM") return `${what}: interrupted; run it again to go on`;
    const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-12);
    const offline = /dial tcp|no such host|name resolution|NewConnectionError|proxyconnect|ReadTimeoutError/;
    return [
        `${what}: ${command} ended with ${end}; ${log} ends with:`,
        ...lines.map(line => `  ${line}`),
        ...(lines.some(line => offline.test(line))
            ? [
                  "The first build needs the network: Go modules by GOPROXY, Python packages by pip's index. Run it again then.",
              ]
            : []),
    ].join("\n");
}
