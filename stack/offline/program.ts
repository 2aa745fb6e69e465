import { pathToFileURL } from "node:url";
import { runtime } from "@pulumi/pulumi";
import type { Stack } from "../file/stack-file.ts";
import { type Assumption, type Fact, Facts } from "./facts.ts";
import { Monitor, type Resource } from "./monitor.ts";
import { ordered } from "./order.ts";
import { run } from "./run.ts";

/** A stack as it would be deployed. */
export interface Rendered {
    stack: string;
    /** What it is about: the cluster, where that is. */
    about: Fact[];
    resources: Resource[];
    /** The URNs of those that only hold others. */
    components: Set<string>;
    /** The components among them that a plugin makes at deploy time, out of sight. */
    remote: Resource[];
    /** The outputs of `Karpenter`. */
    outputs: Record<string, any>[];
    /** The outputs of the stack. */
    stackOutputs: Record<string, any>;
    warnings: string[];
    /** What it allows that a rule would refuse or warn of, each with its reason. */
    allowed: string[];
    /** Where it is deployed. */
    region: string;
    assumed: Assumption[];
}

/** Runs the stack's program, and gives what it registers. */
export async function runProgram(stack: Stack): Promise<Rendered> {
    const facts = new Facts(stack.project, stack.config);
    const monitor = new Monitor(facts);
    const { warnings, notes } = await run(stack, monitor, () => load(stack.main));
    return {
        stack: stack.name,
        about: facts.about,
        resources: ordered(monitor.resources),
        components: monitor.components,
        remote: monitor.remote,
        outputs: monitor.outputsOf("eks-karpenter:index:Karpenter"),
        stackOutputs: monitor.outputsOf(runtime.rootPulumiStackTypeName)[0] ?? {},
        warnings: sorted(warnings),
        allowed: sorted(notes.filter(note => / \[[a-z0-9-]+\] allowed: /.test(note))),
        // Whoever asks for the region where config does not say it, assumes it.
        get region() {
            return facts.region;
        },
        get assumed() {
            return facts.assumed;
        },
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
