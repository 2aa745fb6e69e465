import { copyFileSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LabFolder } from "../process/folder.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A folder that is the project to Pulumi, with stack files of its own: Pulumi writes into those, and the repository's stay as they
 * are. The program in it is the repository's.
 */
export function projectFolder(folder: LabFolder): string {
    const path = folder.folder("project");
    if (existsSync(join(path, "Pulumi.yaml"))) return path;
    for (const name of ["index.ts", "components", "stack", "package.json", "node_modules"])
        symlinkSync(join(repository, name), join(path, name));
    copyFileSync(join(repository, "Pulumi.yaml"), join(path, "Pulumi.yaml"));
    return path;
}

/** The plugins of the lab, for which Pulumi looks on PATH. */
export const pluginFolder = join(repository, "lab/providers/bin");

/** The Node that the program and the plugins run on. */
export const binFolder = join(repository, "node_modules/.bin");
