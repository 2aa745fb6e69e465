import { readFileSync, statSync } from "node:fs";
import type { Lab } from "../../../lab/lab.ts";
import type { Outcome } from "../../../lab/pulumi/operation.ts";
import type { Stack, StateResource } from "../../../lab/pulumi/stack.ts";
import type { Site } from "../../../lab/site.ts";
import { succeeded } from "../../lab/support/outcome.ts";
import { type Audited, awsCalls, type Calls, kubernetesCalls } from "./calls.ts";

/** An operation of the engine, and the calls that it took. */
export interface Phase {
    outcome: Outcome;
    aws: Calls;
    kubernetes: Calls;
}

/** What it takes to bring a stack up, and to see then that nothing is left to change. */
export interface Cost {
    up: Phase;
    preview: Phase;
    resources: StateResource[];
}

export async function costOf(lab: Lab, site: Site, stack: Stack, parallel?: number): Promise<Cost> {
    const up = await phase(lab, site, () => stack.up(parallel));
    const preview = await phase(lab, site, () => stack.preview());
    return { up, preview, resources: await stack.resources() };
}

async function phase({ aws }: Lab, { cluster }: Site, operate: () => Promise<Outcome>): Promise<Phase> {
    const calls = aws.calls.length;
    const { size } = statSync(cluster.auditLog);
    const outcome = succeeded(await operate());
    const lines = readFileSync(cluster.auditLog).subarray(size).toString().split("\n");
    // The last line may be in the making.
    const log: Audited[] = lines.slice(0, -1).map(line => JSON.parse(line));
    return { outcome, aws: awsCalls(aws.calls.slice(calls)), kubernetes: kubernetesCalls(log) };
}
