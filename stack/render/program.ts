import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { type Assumption, Facts } from "./facts.ts";
import { Mistake } from "./mistake.ts";
import { Monitor, type Resource } from "./monitor.ts";
import { ordered } from "./order.ts";
import { codeText } from "./shown.ts";
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
    assumed: Assumption[];
}

/** Runs the stack's program, as the Pulumi CLI does, with a monitor of our own where the engine would be. */
export async function runProgram(stack: Stack): Promise<Rendered> {
    const facts = new Facts(stack.project, stack.config);
    const monitor = new Monitor(facts);
    const { warnings, errors } = captureLog();
    leaveOutCode();
    pulumi.runtime.setAllConfig(stack.config, stack.secretKeys);
    pulumi.runtime.setMockOptions(monitor, stack.project, stack.name, true, "organization");
    await settled(async () => {
        await pulumi.runtime.runInPulumiStack(() => load(stack.main));
        await pulumi.runtime.disconnect();
    });
    if (errors.length) throw new pulumi.RunError(errors.join("\n"));
    return {
        stack: stack.name,
        resources: ordered(monitor.resources),
        remote: monitor.remote,
        outputs: monitor.outputsOf("eks-karpenter:index:Karpenter"),
        warnings: [...new Set(warnings)].sort(),
        assumed: facts.assumed,
    };
}

/** The program's outputs: what its file exports, or what the function gives that it exports. */
async function load(main: string): Promise<unknown> {
    const exported = await import(pathToFileURL(main).href);
    const program = "default" in exported ? exported.default : exported;
    return typeof program === "function" ? program() : program;
}

/** Pulumi's log has an engine behind it, or writes to the terminal; here what it says is kept. */
function captureLog() {
    const warnings: string[] = [];
    const errors: string[] = [];
    const keep = (list: string[]) => async (message: string) => void list.push(message);
    Object.assign(pulumi.log, { info: async () => {}, warn: keep(warnings), error: keep(errors) });
    return { warnings, errors };
}

/** The code of dynamic providers is not shown. Making it takes as long as all the rest. */
function leaveOutCode(): void {
    const closures = createRequire(import.meta.url)("@pulumi/pulumi/runtime/closure/serializeClosure.js");
    closures.serializeFunction = async () => ({ text: codeText, containsSecrets: false });
}

/** Runs to the end of everything that was started, or to the first failure anywhere: what waits for the failed would never end. */
async function settled(run: () => Promise<void>): Promise<void> {
    const failed = Promise.withResolvers<never>();
    const fail = (error: unknown) => failed.reject(error);
    const hang = () => fail(new Mistake("the program waits for something that never comes"));
    process.on("unhandledRejection", fail).on("beforeExit", hang);
    try {
        await Promise.race([run(), failed.promise]);
    } finally {
        // Failures of what was still under way come a turn later.
        await setImmediate();
        process.off("unhandledRejection", fail).off("beforeExit", hang);
    }
    await Promise.race([failed.promise, undefined]);
}
