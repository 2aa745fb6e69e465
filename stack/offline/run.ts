import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Mistake } from "../command/mistake.ts";
import type { Stack } from "../file/stack-file.ts";
import type { Monitor } from "./monitor.ts";
import { codeText } from "./shown.ts";

const require = createRequire(import.meta.url);
/**
 * Loads a private module of Pulumi's SDK. Loaded only in a run: if one moves, tests still start, and sdk.test.ts
 * names it.
 */
const inside = (module: string) => require(`@pulumi/pulumi/runtime/${module}.js`);

/** A program's log messages. */
export interface Logged {
    notes: string[];
    warnings: string[];
}

/**
 * Runs a stack's program as the Pulumi CLI does, with a stand-in for the engine. All changes to Pulumi's modules are
 * reverted at the end, so that one process can run several programs in turn.
 */
export async function run(stack: Stack, monitor: Monitor, program: () => unknown): Promise<Logged> {
    const notes: string[] = [];
    const warnings: string[] = [];
    const errors: string[] = [];
    const keep = (list: string[]) => async (message: string) => void list.push(message);
    const putBack = [
        // Pulumi's log goes to the engine or the terminal; here its messages are collected.
        replace(pulumi.log, { info: keep(notes), warn: keep(warnings), error: keep(errors) }),
        // Dynamic providers' code is not shown, and serializing it takes half of the time. Pulumi would cache the
        // placeholder.
        replace(inside("closure/serializeClosure"), {
            serializeFunction: async () => ({ text: codeText, containsSecrets: false }),
        }),
        replace(inside("settings"), { cacheDynamicProviders: () => false }),
        // Pulumi takes a stack trace for every promise, which takes a third of the time of a large stack.
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

/** Replaces properties of an object and returns a function that restores them. */
function replace<T extends object>(object: T, others: Partial<T>): () => void {
    const own = Object.fromEntries(Object.keys(others).map(key => [key, object[key as keyof T]]));
    Object.assign(object, others);
    return () => Object.assign(object, own);
}

/** Runs until all pending work is done or anything fails: work that waits for a failed resource would never end. */
async function settled(run: () => Promise<void>): Promise<void> {
    const failed = Promise.withResolvers<never>();
    const fail = (error: unknown) => failed.reject(error);
    const hang = () => fail(new Mistake("the program waits for a promise that never resolves"));
    // Other listeners, such as mocha's, would end the process.
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", fail).on("beforeExit", hang);
    try {
        await Promise.race([run(), failed.promise]);
    } finally {
        // Pending work fails one turn later.
        await setImmediate();
        process.off("unhandledRejection", fail).off("beforeExit", hang);
        for (const other of others) process.on("unhandledRejection", other);
    }
    await Promise.race([failed.promise, undefined]);
}
