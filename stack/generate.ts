import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { projectFile } from "./generate/project.ts";
import { readme } from "./generate/readme.ts";
import { configSchema, stackFileSchema } from "./generate/schema.ts";

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

const formatted = (path: string, value: object): string =>
    execFileSync("node_modules/.bin/biome", ["format", `--stdin-file-path=${path}`], {
        input: JSON.stringify(value),
        encoding: "utf8",
    });

/** Every file, or part of one, that is made from the types of stack config, as it ought to be. */
function generate(): { [path: string]: string } {
    const schema = configSchema();
    return {
        "stack/schema.json": formatted("stack/schema.json", stackFileSchema(schema)),
        "Pulumi.yaml": projectFile(read("Pulumi.yaml"), schema),
        "README.md": readme(read("README.md"), schema),
    };
}

process.chdir(`${import.meta.dirname}/..`);
const stale = Object.entries(generate()).filter(([path, content]) => content !== read(path));
if (process.argv.includes("--check")) {
    for (const [path] of stale) console.error(`${path} is stale; run: node stack/generate.ts`);
    process.exitCode = stale.length > 0 ? 1 : 0;
} else for (const [path, content] of stale) writeFileSync(path, content);
