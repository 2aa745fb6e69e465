import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { Mistake } from "./mistake.ts";

/** A command's output and exit code. */
export interface Outcome {
    code: number;
    stdout: string;
    stderr: string;
}

/** Parses one stack name and the options. Anything else fails with the usage line. */
export function readArguments<T extends ParseArgsOptionsConfig>(args: string[], options: T, usage: string) {
    const { positionals, values } = parsed(args, options, usage);
    const [stack, ...more] = positionals;
    if (stack === undefined || more.length) throw new Mistake(usage);
    return { stack, values };
}

function parsed<T extends ParseArgsOptionsConfig>(args: string[], options: T, usage: string) {
    try {
        return parseArgs({ args, options, allowPositionals: true });
    } catch (error) {
        throw new Mistake(`${(error as Error).message}\n${usage}`);
    }
}
