import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { folder, pack, run } from "./npm.ts";

/** A user's project: how it compiles, what it has installed, and which file Node runs. */
export interface Project {
    type: "module" | "commonjs";
    compilerOptions: { [option: string]: unknown };
    packages: { [name: string]: string };
    main: string;
}

/** What the program registered, and from which build of the package. */
export interface Registered {
    build: "esm" | "cjs";
    resources: string[];
    /** The code of dynamic providers as Pulumi keeps it, by type. */
    providers: { [type: string]: string };
}

/** Makes the project in an empty folder, with the package installed from its tarball. */
export function install({ type, compilerOptions, packages }: Project): string {
    const home = folder();
    const write = (path: string, content: object) => writeFileSync(join(home, path), JSON.stringify(content));
    write("package.json", { name: "own", private: true, type, main: "index.ts" });
    write("tsconfig.json", { compilerOptions, files: ["index.ts"] });
    cpSync(join(import.meta.dirname, "consumer"), home, { recursive: true });
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const quiet = ["--loglevel=error", "--ignore-scripts", "--prefer-offline"];
    run(home, "npm", "install", ...quiet, pack().path, ...wanted);
    return home;
}

/** Type-checks the program, which compiles it where the project says so. */
export const compile = (home: string): string => run(home, process.execPath, "node_modules/typescript/bin/tsc");

/** Runs the program under mocks. */
export const register = (home: string, main: string): Registered =>
    JSON.parse(run(home, process.execPath, "--no-warnings", "run.cjs", main));

/** The dynamic provider that Pulumi would bring back from the code it keeps. */
export function revive(home: string, code: string) {
    const file = join(home, "provider.cjs");
    writeFileSync(file, code);
    const load = createRequire(file);
    delete load.cache[file];
    return load(file).handler();
}
