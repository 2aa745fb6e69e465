import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coerce, gte } from "semver";
import type { Part, Run } from "./part.ts";

// Pinned, so that builds do not depend on the local Go version. Go downloads it from its module proxy.
const toolchain = "go1.26.10";
const oldestGo = "1.21.0";

/** Source and options of a Go program. */
export interface GoProgram {
    /** Name of the program. */
    name: string;
    /** Folder in `lab/tools/go` with its go.mod. Defaults to the name. */
    folder?: string;
    /** The program's module, whose version is the program's. */
    module: string;
    /** The program's package in the module. */
    package?: string;
    /** Linker variables set by upstream's build. */
    variables?: (version: string) => Record<string, string>;
    minutes: number;
}

/** The part for a Go program: `bin/<name>`. */
export function goPart({ name, folder = name, module, package: path, variables, minutes }: GoProgram): Part {
    const { directory, version, inputs } = goModule(folder, module);
    const set = Object.entries(variables?.(version) ?? {}).map(([variable, value]) => `-X=${variable}=${value}`);
    const flags = ["-buildvcs=false", "-mod=readonly", `-ldflags=${["-s", "-w", ...set].join(" ")}`];
    const source = path ? `${module}/${path}` : module;
    const product = join("bin", name);
    return {
        name,
        version,
        inputs: [...inputs, ...flags, source],
        minutes,
        products: [product],
        lack: lackOfGo,
        make: (into, run) =>
            run("go", ["build", ...flags, "-o", join(into, product), source], { cwd: directory, env: goEnvironment }),
    };
}

/** A folder of `lab/tools/go`: the required version of a module, and the inputs of its builds. */
export function goModule(folder: string, module: string) {
    const directory = fileURLToPath(new URL(`go/${folder}`, import.meta.url));
    const [mod, sum] = ["go.mod", "go.sum"].map(name => readFileSync(join(directory, name), "utf8"));
    return { directory, version: requiredVersion(mod!, module), inputs: [toolchain, mod!, sum!] };
}

/** The required version of a module in a go.mod, without its `v`. */
export function requiredVersion(mod: string, module: string): string {
    for (const line of mod.split("\n")) {
        const [name, version] = line
            .replace(/^require /, "")
            .trim()
            .split(" ");
        if (name === module && version) return version.slice(1);
    }
    throw new Error(`go.mod under lab/tools/go does not require ${module}`);
}

/** Source folder of a module, downloaded from the module proxy if missing. */
export async function moduleFolder(directory: string, module: string, run: Run): Promise<string> {
    await run("go", ["mod", "download", module], { cwd: directory, env: goEnvironment });
    const options = { cwd: directory, env: { ...process.env, ...goEnvironment }, encoding: "utf8" } as const;
    return execFileSync("go", ["list", "-m", "-mod=readonly", "-f", "{{.Dir}}", module], options).trim();
}

const goEnvironment = { GOTOOLCHAIN: toolchain, GOWORK: "off" };

/** Reports a missing Go, or one too old to download the toolchain. */
export function lackOfGo(): string | undefined {
    const wanted = `Go ${oldestGo} or later, which fetches ${toolchain} itself: install it from https://go.dev/dl`;
    try {
        const env = { ...process.env, GOTOOLCHAIN: "local" };
        const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8", env }).trim();
        return newEnough(version, oldestGo) ? undefined : `${version} is too old: the lab needs ${wanted}`;
    } catch {
        return `there is no "go" on PATH: the lab needs ${wanted}`;
    }
}

/** Whether a version of Go or Python is at least another. */
export const newEnough = (version: string, oldest: string): boolean => gte(coerce(version) ?? "0.0.0", oldest);
