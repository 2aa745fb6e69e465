import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newEnough } from "./go.ts";
import type { Part } from "./part.ts";

// The oldest version that the pinned packages support.
const oldest = "3.11.0";

/** A Python environment with moto, the AWS CLI and Helm. */
export const pythonPart = (): Part =>
    environment("moto-aws-helm", "requirements.txt", "moto", ["bin/python", "bin/aws", "bin/helm"]);

/** A Python environment with linters for IAM policies. */
export const lintersPart = (): Part =>
    environment("parliament-cloudsplaining", "linters.txt", "parliament", ["bin/python"]);

/** A Python environment with the packages of a requirements file, versioned by its first package. */
function environment(name: string, file: string, first: string, products: string[]): Part {
    const requirements = fileURLToPath(new URL(`python/${file}`, import.meta.url));
    const pins = readFileSync(requirements, "utf8");
    return {
        name,
        version: new RegExp(`^${first}==(.*)$`, "m").exec(pins)![1]!,
        inputs: [pins],
        minutes: 1,
        products,
        lack: lackOfPython,
        make: async (folder, run) => {
            await run("python3", ["-m", "venv", folder]);
            await run(join(folder, "bin/python"), [
                "-m",
                "pip",
                "install",
                "--no-input",
                "--requirement",
                requirements,
            ]);
        },
    };
}

/** Reports a missing Python for the packages. */
export function lackOfPython(): string | undefined {
    const wanted = `Python ${oldest} or later with its "venv" module, by the system's packages or https://python.org`;
    try {
        const version = execFileSync("python3", ["--version"], { encoding: "utf8" }).trim();
        return newEnough(version, oldest) ? undefined : `${version} is too old: the lab needs ${wanted}`;
    } catch {
        return `there is no "python3" on PATH: the lab needs ${wanted}`;
    }
}
