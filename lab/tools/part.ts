import { createHash } from "node:crypto";

/** Something that the lab runs, made in a folder of its own in the cache. */
export interface Part {
    /** What it is called in progress lines, in its folder's and its log's name. */
    name: string;
    version: string;
    /** Everything beside name and version that decides what comes out: another input, another folder. */
    inputs: string[];
    /** How long it takes on two cores when nothing is cached. */
    minutes: number;
    /** The files, relative to the folder, that are there once it is made. */
    products: string[];
    /** What this machine lacks to make it and what to do about that, if anything. */
    lack: () => string | undefined;
    /** Makes it in an empty folder, by commands whose output goes to its log. */
    make: (folder: string, run: Run) => Promise<void>;
}

/** Runs a command to its end. It gets this process's environment and `env`. */
export type Run = (
    command: string,
    args: string[],
    options?: { cwd?: string; env?: Record<string, string> },
) => Promise<void>;

export const titleOf = ({ name, version }: Part): string => `${name} ${version}`;

/** The name of a part's folder. It changes with whatever decides what is in it, the kind of machine included. */
export function folderNameOf({ name, version, inputs }: Pick<Part, "name" | "version" | "inputs">): string {
    const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, ...inputs]));
    return `${name}-${version}-${hash.digest("hex").slice(0, 12)}`;
}
