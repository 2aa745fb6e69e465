import { execFile } from "node:child_process";
import { dirname } from "node:path";
import type { Stack } from "../../../lab/pulumi/stack.ts";

/** `npm run blockers -- STACK`, in the stack's project. */
export const blockers = ({ name, file, environment }: Stack) =>
    new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
        const args = ["--import", "./stack/node-version.js", "stack/blockers/index.js", name];
        const options = { cwd: dirname(file), env: { ...process.env, ...environment } };
        execFile(process.execPath, args, options, (error, stdout, stderr) =>
            resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        );
    });

/** A report's words without what differs from run to run. Where its lines break depends on how long that is. */
export const anonymous = (report: string, names: Record<string, string>): string =>
    Object.entries(names)
        .reduce((text, [name, alias]) => text.replaceAll(name, alias), words(report))
        .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "TIME")
        .replaceAll(/\b(\d+m)?\d+s\b/g, "SPAN");

export const words = (text: string): string => text.trim().split(/\s+/).join(" ");
