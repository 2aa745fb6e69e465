import { copyFileSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LabFolder } from "../process/folder.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A project folder with its own stack files, which Pulumi changes, so that the repository's stay unchanged. Its
 * program is the repository's.
 */
export function projectFolder(folder: LabFolder): string {
    const path = folder.folder("project");
    if (existsSync(join(path, "Pulumi.yaml"))) return path;
    for (const name of ["index.ts", "components", "stack", "package.json", "node_modules"])
        symlinkSync(join(repository, name), join(path, name));
    copyFileSync(join(repository, "Pulumi.yaml"), join(path, "Pulumi.yaml"));
    return path;
}

/** Folder of the lab's plugins, which Pulumi finds on PATH. */
export const pluginFolder = join(repository, "lab/providers/bin");

/** Folder of the Node that runs the program and the plugins. */
export const binFolder = join(repository, "node_modules/.bin");
