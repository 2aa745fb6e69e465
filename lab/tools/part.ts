import { createHash } from "node:crypto";

/** A tool, built in its own folder of the cache. */
export interface Part {
    /** Name in progress lines, and of its folder and log. */
    name: string;
    version: string;
    /** Build inputs besides name and version. A change leads to a new folder. */
    inputs: string[];
    /** Build time on two cores without any cache. */
    minutes: number;
    /** Files in the folder after a build, as relative paths. */
    products: string[];
    /** Reports missing prerequisites and how to install them. */
    lack: () => string | undefined;
    /** Builds it in an empty folder. Output of its commands is logged. */
    make: (folder: string, run: Run) => Promise<void>;
}

/** Runs a command to its end, with this process's environment and `env`. */
export type Run = (
    command: string,
    args: string[],
    options?: { cwd?: string; env?: Record<string, string> },
) => Promise<void>;

export const titleOf = ({ name, version }: Part): string => `${name} ${version}`;

/** Folder name of a part. It changes with every build input, and with the platform. */
export function folderNameOf({ name, version, inputs }: Pick<Part, "name" | "version" | "inputs">): string {
    const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, ...inputs]));
    return `${name}-${version}-${hash.digest("hex").slice(0, 12)}`;
}
