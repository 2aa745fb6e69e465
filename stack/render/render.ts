import { join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { RunError } from "@pulumi/pulumi/errors.js";
import { documentsOf, filesOf } from "./documents.ts";
import { writeFolder } from "./folder.ts";
import { instancesFile } from "./instances-file.ts";
import { launchesOf } from "./launches.ts";
import { Mistake, textOf } from "./mistake.ts";
import { page } from "./page/page.ts";
import { runProgram } from "./program.ts";
import { readStack } from "./stack-file.ts";
import { report } from "./terminal/report.ts";

const usage = "usage: npm run render -- STACK [--config FILE] [--out DIR] [--json]";

/** What a render prints, and its exit code: 0, 2 for bad settings, 1 for anything else. */
export interface Outcome {
    code: number;
    stdout: string;
    stderr: string;
}

/** Renders the stack that the arguments name, in the folder that the process is in. */
export async function render(args: string[]): Promise<Outcome> {
    try {
        const { stack, config, out, json } = read(args);
        const rendered = await runProgram(readStack(process.cwd(), stack, config));
        const documents = documentsOf(rendered);
        const launches = launchesOf(documents, rendered);
        const files = filesOf(rendered.resources, documents).set("index.html", page(rendered, documents));
        if (launches) files.set("instances.json", instancesFile(launches));
        writeFolder(out, files);
        const stdout = json ? files.get("resources.json")! : report(rendered, documents, launches, out);
        return { code: 0, stdout, stderr: "" };
    } catch (error) {
        return { code: RunError.isInstance(error) ? 2 : 1, stdout: "", stderr: `${textOf(error)}\n` };
    }
}

function read(args: string[]) {
    const { positionals, values } = parsed(args);
    const [stack, ...more] = positionals;
    if (stack === undefined || more.length) throw new Mistake(usage);
    const { config, json = false, out = join("out", stack) } = values;
    return { stack, config, json, out: normalize(out).replace(/(?<=.)\/$/, "") };
}

function parsed(args: string[]) {
    const options = { config: { type: "string" }, out: { type: "string" }, json: { type: "boolean" } } as const;
    try {
        return parseArgs({ args, options, allowPositionals: true });
    } catch (error) {
        throw new Mistake(`${(error as Error).message}\n${usage}`);
    }
}
