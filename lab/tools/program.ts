import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Reports a missing program that the lab runs but does not build. */
export function lackOfProgram(name: string): string | undefined {
    const folders = (process.env.PATH ?? "").split(delimiter);
    return folders.some(folder => runs(join(folder, name)))
        ? undefined
        : `there is no "${name}" on PATH: the lab needs it, from the system's packages`;
}

function runs(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
