import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Mistake } from "../command/mistake.ts";

/** A file that marks folders written by the render. */
const marker = ".render";

/** Replaces a folder with the files. Folders that the render did not write are rejected. */
export function writeFolder(folder: string, files: Map<string, string>): void {
    refuseOthers(folder);
    const fresh = `${folder}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    try {
        writeFileSync(join(fresh, marker), "Made by `npm run render`, which replaces this folder whole.\n");
        for (const subfolder of new Set([...files.keys()].map(dirname)))
            mkdirSync(join(fresh, subfolder), { recursive: true });
        for (const [path, text] of files) writeFileSync(join(fresh, path), text);
        rmSync(folder, { recursive: true, force: true });
        renameSync(fresh, folder);
    } catch (error) {
        rmSync(fresh, { recursive: true, force: true });
        throw error;
    }
}

function refuseOthers(folder: string): void {
    if (!existsSync(folder)) return;
    if (!lstatSync(folder).isDirectory()) throw new Mistake(`${folder} is not a folder; name another with --out`);
    const found = readdirSync(folder);
    if (found.length && !found.includes(marker))
        throw new Mistake(`${folder} holds files that the render did not make; empty it or name another with --out`);
}
