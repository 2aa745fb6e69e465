import { join, normalize } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import { type Outcome, readArguments } from "../command/command.ts";
import { textOf } from "../command/mistake.ts";
import { readStack } from "../file/stack-file.ts";
import { runProgram } from "../offline/program.ts";
import { documentsOf, filesOf } from "./documents.ts";
import { writeFolder } from "./folder.ts";
import { instancesFile } from "./instances-file.ts";
import { launchesOf } from "./launches.ts";
import { page } from "./page/page.ts";
import { report } from "./terminal/report.ts";

const usage = "usage: npm run render -- STACK [--config FILE] [--out DIR] [--json]";

/** Renders a stack of the project in the current folder. Exit code 0; 2 for invalid settings; 1 for any other error. */
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
    const options = { config: { type: "string" }, out: { type: "string" }, json: { type: "boolean" } } as const;
    const { stack, values } = readArguments(args, options, usage);
    const { config, json = false, out = join("out", stack) } = values;
    return { stack, config, json, out: normalize(out).replace(/(?<=.)\/$/, "") };
}
