import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { Mistake } from "./mistake.ts";

/** The outcome of a command: its output and its exit code. */
export interface Outcome {
    code: number;
    stdout: string;
    stderr: string;
}

/** The one stack and the options that a command is given. Anything else is a mistake, answered with the usage. */
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
