import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { configurationPage } from "./configuration.ts";
import { permissionsPage } from "./permissions.ts";
import { projectFile } from "./project.ts";
import { rulesPage } from "./rules.ts";
import { bare, schemas, stackFileSchema } from "./schema.ts";

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

const formatted = (path: string, input: string): string =>
    execFileSync("node_modules/.bin/biome", ["format", `--stdin-file-path=${path}`], { input, encoding: "utf8" });

/** The schema of the component's arguments as a module, since CommonJS and ESM import JSON differently. */
const schemaModule = (schema: unknown): string => `import type { Schema } from "./expected.ts";

/** The structure of the component's arguments. Generated from their types by \`npm run generate\`. */
export const schema: Schema = ${JSON.stringify(schema)};
`;

/** The expected content of every file that is generated from the config types or the rules. */
function generate(): { [path: string]: string } {
    const { config, args } = schemas();
    const files = {
        "stack/schema.json": JSON.stringify(stackFileSchema(config)),
        "components/rules/schema/args.generated.ts": schemaModule(bare(args)),
    };
    return {
        ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, formatted(path, text)])),
        "Pulumi.yaml": projectFile(read("Pulumi.yaml"), config),
        "docs/configuration.md": configurationPage(read("docs/configuration.md"), config),
        "docs/permissions.md": permissionsPage(read("docs/permissions.md")),
        "docs/rules.md": rulesPage(read("docs/rules.md")),
    };
}

const [option, ...more] = process.argv.slice(2);
if ((option !== undefined && option !== "--check") || more.length > 0) {
    console.error("usage: npm run generate [-- --check]");
    process.exit(2);
}
process.chdir(`${import.meta.dirname}/../..`);
const stale = Object.entries(generate()).filter(([path, content]) => content !== read(path));
if (option === "--check") {
    for (const [path] of stale) console.error(`${path} is stale; run: npm run generate`);
    process.exitCode = stale.length > 0 ? 1 : 0;
} else for (const [path, content] of stale) writeFileSync(path, content);
