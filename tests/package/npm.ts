import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Runs a command and returns what it printed; what it says of a failure is shown. */
export const run = (cwd: string, command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** A folder that is gone when the tests are. */
export function folder(): string {
    const made = mkdtempSync(join(tmpdir(), "eks-karpenter-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    return made;
}

let tarball: { path: string; files: string[] } | undefined;

/** The package as `npm publish` would send it. Built once. */
export function pack(): { path: string; files: string[] } {
    if (!tarball) {
        const to = folder();
        const [packed] = JSON.parse(run(root, "npm", "pack", "--json", "--silent", "--pack-destination", to));
        tarball = { path: join(to, packed.filename), files: packed.files.map(({ path }: { path: string }) => path) };
    }
    return tarball;
}
