import { pathToFileURL } from "node:url";
import { runtime } from "@pulumi/pulumi";
import type { Stack } from "../file/stack-file.ts";
import { type Assumption, type Fact, Facts } from "./facts.ts";
import { Monitor, type Resource } from "./monitor.ts";
import { ordered } from "./order.ts";
import { outputsOf, unknownOutputsOf } from "./outputs.ts";
import { run } from "./run.ts";

/** A rendered stack. */
export interface Rendered {
    stack: string;
    /** The cluster and its location. */
    about: Fact[];
    resources: Resource[];
    /** URNs of components, which only group other resources. */
    components: Set<string>;
    /** Remote components, whose resources a plugin creates at deploy time and are not shown. */
    remote: Resource[];
    /** Outputs of the `Karpenter` components. */
    outputs: Record<string, any>[];
    /** The stack's outputs. */
    stackOutputs: Record<string, any>;
    warnings: string[];
    /** Findings that `checks.allow` permits, each with its reason. */
    allowed: string[];
    /** The AWS region. */
    region: string;
    assumed: Assumption[];
}

/**
 * Runs the stack's program and collects its resources. Values that AWS assigns are assumed; with `assume: false`, they are
 * unknown, as in the preview of a new stack.
 */
export async function runProgram(stack: Stack, { assume = true } = {}): Promise<Rendered> {
    const facts = new Facts(stack.project, stack.config);
    const monitor = new Monitor(facts, assume ? outputsOf : unknownOutputsOf);
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
        // A getter: reading the region when config does not set it records an assumption.
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

/** Loads the program and returns its exports. An exported function is called for the outputs. */
async function load(main: string): Promise<unknown> {
    // The query forces a new evaluation: a program registers resources as it loads, and Node loads a URL only once.
    const exported = await import(`${pathToFileURL(main).href}?${loaded++}`);
    const program = "default" in exported ? exported.default : exported;
    return typeof program === "function" ? program() : program;
}
