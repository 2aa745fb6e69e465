import { join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { ResourceError, RunError } from "@pulumi/pulumi/errors.js";
import { documentsOf, filesOf } from "./documents.ts";
import { writeFolder } from "./folder.ts";
import { Mistake } from "./mistake.ts";
import { runProgram } from "./program.ts";
import { readStack } from "./stack-file.ts";
import { report } from "./terminal/report.ts";

const usage = "usage: npm run render -- STACK [--config FILE] [--out DIR] [--json]";

/** Renders the stack that the arguments name. Gives the exit code: 0, 2 for bad settings, 1 for anything else. */
export async function main(args: string[]): Promise<number> {
    try {
        const { stack, config, out, json } = read(args);
        const rendered = await runProgram(readStack(process.cwd(), stack, config));
        const documents = documentsOf(rendered);
        const files = filesOf(rendered.resources, documents);
        writeFolder(out, files);
        print(json ? files.get("resources.json")! : report(rendered, documents, out));
        return 0;
    } catch (error) {
        console.error(textOf(error));
        return RunError.isInstance(error) ? 2 : 1;
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

function print(text: string): void {
    // A reader that has seen enough, as `head` has, is no failure.
    process.stdout.on("error", error => {
        if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
    });
    process.stdout.write(text);
}

/** What went wrong, in as few words as it can be understood from. */
function textOf(error: unknown): string {
    if (error instanceof Mistake || RunError.isInstance(error)) return error.message;
    if (ResourceError.isInstance(error) && error.hideStack) return error.message;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
