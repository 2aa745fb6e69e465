import { setTimeout } from "node:timers/promises";
import type { Aws } from "./aws.ts";

/** A status in AWS, with the reasons if it is a bad one. */
export interface Status {
    status?: string;
    reasons?: string[];
}

/** A status to wait for, and those before it. */
export interface Expected {
    /** If omitted, that it is gone. */
    target?: string;
    pending: string[];
}

const minutes = 60_000;
const longestPause = 1_000;

/**
 * Waits for a status as the official provider does: after 100 ms, then twice as long each time. Any other status than
 * the pending ones is an error.
 */
export async function waitFor(
    { stopped }: Aws,
    { target, pending }: Expected,
    look: () => Promise<Status | undefined>,
): Promise<void> {
    const end = Date.now() + 30 * minutes;
    for (let pause = 100; ; pause = Math.min(2 * pause, longestPause)) {
        const found = await look();
        if (found?.status === target) return;
        const wanted = target ? `wanted ${target}` : "wanted it to be gone";
        if (!found) throw new Error(`it is gone, ${wanted}`);
        const { status, reasons = [] } = found;
        if (!pending.includes(status!))
            throw new Error([`unexpected state ${status}, ${wanted}`, ...reasons].join(": "));
        if (Date.now() > end) throw new Error(`still ${status} after 30 minutes, ${wanted}`);
        await setTimeout(pause, undefined, { signal: stopped.signal });
    }
}
