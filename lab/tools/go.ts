import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coerce, gte } from "semver";
import type { Part, Run } from "./part.ts";

// One for all, so that a result does not depend on the machine's own. Go gets it from its module proxy.
const toolchain = "go1.26.10";
const oldestGo = "1.21.0";

/** What a Go program of the lab is built from. */
export interface GoProgram {
    /** The program's name. */
    name: string;
    /** The folder of `lab/tools/go` whose go.mod says what it is built from; by default called as the program. */
    folder?: string;
    /** The module that the program is in, whose version is the program's. */
    module: string;
    /** The program's package within the module. */
    package?: string;
    /** Variables that upstream's build sets by the linker. */
    variables?: (version: string) => Record<string, string>;
    minutes: number;
}

/** The part that a Go program is: `bin/<name>`. */
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

/** A folder of `lab/tools/go`: the version that it takes of a module, and what decides its builds. */
export function goModule(folder: string, module: string) {
    const directory = fileURLToPath(new URL(`go/${folder}`, import.meta.url));
    const [mod, sum] = ["go.mod", "go.sum"].map(name => readFileSync(join(directory, name), "utf8"));
    return { directory, version: requiredVersion(mod!, module), inputs: [toolchain, mod!, sum!] };
}

/** The version that a go.mod requires of a module, without its `v`. */
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

/** The folder of a module's source, brought from the module proxy if it isn't there. */
export async function moduleFolder(directory: string, module: string, run: Run): Promise<string> {
    await run("go", ["mod", "download", module], { cwd: directory, env: goEnvironment });
    const options = { cwd: directory, env: { ...process.env, ...goEnvironment }, encoding: "utf8" } as const;
    return execFileSync("go", ["list", "-m", "-mod=readonly", "-f", "{{.Dir}}", module], options).trim();
}

const goEnvironment = { GOTOOLCHAIN: toolchain, GOWORK: "off" };

/** Says what is missing when there is no Go that could fetch the toolchain. */
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

/** Whether a version, as Go or Python says it, is at least another. */
export const newEnough = (version: string, oldest: string): boolean => gte(coerce(version) ?? "0.0.0", oldest);
