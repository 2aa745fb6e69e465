import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Mistake } from "../command/mistake.ts";
import type { Stack } from "../file/stack-file.ts";
import type { Monitor } from "./monitor.ts";
import { codeText } from "./shown.ts";

const require = createRequire(import.meta.url);
/** A module inside Pulumi's SDK. Loaded only in a run: should one move, tests still start, and sdk.test.ts tells which. */
const inside = (module: string) => require(`@pulumi/pulumi/runtime/${module}.js`);

/** What a program logs: what it tells, and what it warns of. */
export interface Logged {
    notes: string[];
    warnings: string[];
}

/**
 * Runs a stack's program, as the Pulumi CLI does, with a monitor of our own where the engine would be. Gives what it logs. What this changes in Pulumi is as it was when it ends, so that a process can run several, one after the other.
 */
export async function run(stack: Stack, monitor: Monitor, program: () => unknown): Promise<Logged> {
    const notes: string[] = [];
    const warnings: string[] = [];
    const errors: string[] = [];
    const keep = (list: string[]) => async (message: string) => void list.push(message);
    const putBack = [
        // Pulumi's log has an engine behind it, or writes to the terminal; here what it says is kept.
        replace(pulumi.log, { info: keep(notes), warn: keep(warnings), error: keep(errors) }),
        // The code of dynamic providers is not shown, and takes as long as all the rest. Pulumi would keep what stands for it.
        replace(inside("closure/serializeClosure"), {
            serializeFunction: async () => ({ text: codeText, containsSecrets: false }),
        }),
        replace(inside("settings"), { cacheDynamicProviders: () => false }),
        // Pulumi takes a stack trace for every promise, which is a third of the time of a large stack.
        replace(inside("debuggable"), { debuggablePromise: <T>(promise: T) => promise }),
    ];
    pulumi.runtime.setAllConfig(stack.config, stack.secretKeys);
    pulumi.runtime.setMockOptions(monitor, stack.project, stack.name, true, "organization");
    try {
        await settled(async () => {
            await pulumi.runtime.runInPulumiStack(async () => program());
            await pulumi.runtime.disconnect();
        });
    } finally {
        for (const back of putBack) back();
    }
    if (errors.length) throw new pulumi.RunError(errors.join("\n"));
    return { notes, warnings };
}

/** Puts others in place of an object's own. Gives what puts those back. */
function replace<T extends object>(object: T, others: Partial<T>): () => void {
    const own = Object.fromEntries(Object.keys(others).map(key => [key, object[key as keyof T]]));
    Object.assign(object, others);
    return () => Object.assign(object, own);
}

/** Runs to the end of everything that was started, or to the first failure anywhere: what waits for the failed would never end. */
async function settled(run: () => Promise<void>): Promise<void> {
    const failed = Promise.withResolvers<never>();
    const fail = (error: unknown) => failed.reject(error);
    const hang = () => fail(new Mistake("the program waits for something that never comes"));
    // Who else listens, as mocha does, would end the process.
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", fail).on("beforeExit", hang);
    try {
        await Promise.race([run(), failed.promise]);
    } finally {
        // Failures of what was still under way come a turn later.
        await setImmediate();
        process.off("unhandledRejection", fail).off("beforeExit", hang);
        for (const other of others) process.on("unhandledRejection", other);
    }
    await Promise.race([failed.promise, undefined]);
}
