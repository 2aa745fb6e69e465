import { pathToFileURL } from "node:url";
import { type Assumption, Facts } from "./facts.ts";
import { Monitor, type Resource } from "./monitor.ts";
import { ordered } from "./order.ts";
import { run } from "./run.ts";
import type { Stack } from "./stack-file.ts";

/** A stack as it would be deployed. */
export interface Rendered {
    stack: string;
    resources: Resource[];
    /** The components among them that a plugin makes at deploy time, out of sight. */
    remote: Resource[];
    /** The outputs of `Karpenter`. */
    outputs: Record<string, any>[];
    warnings: string[];
    /** What it allows that a rule would refuse or warn of, each with its reason. */
    allowed: string[];
    assumed: Assumption[];
}

/** Runs the stack's program, and gives what it registers. */
export async function runProgram(stack: Stack): Promise<Rendered> {
    const facts = new Facts(stack.project, stack.config);
    const monitor = new Monitor(facts);
    const { warnings, notes } = await run(stack, monitor, () => load(stack.main));
    return {
        stack: stack.name,
        resources: ordered(monitor.resources),
        remote: monitor.remote,
        outputs: monitor.outputsOf("eks-karpenter:index:Karpenter"),
        warnings: sorted(warnings),
        allowed: sorted(notes.filter(note => / \[[a-z0-9-]+\] allowed: /.test(note))),
        assumed: facts.assumed,
    };
}

const sorted = (texts: string[]): string[] => [...new Set(texts)].sort();

let loaded = 0;

/** The program's outputs: what its file exports, or what the function gives that it exports. */
async function load(main: string): Promise<unknown> {
    // A program is what its file does as it loads, and Node loads a file once, unless it is asked by another name.
    const exported = await import(`${pathToFileURL(main).href}?${loaded++}`);
    const program = "default" in exported ? exported.default : exported;
    return typeof program === "function" ? program() : program;
}
