import { setTimeout as pause } from "node:timers/promises";

/** Timeout and interval of a wait. */
export interface Patience {
    /** Milliseconds. Defaults to one minute. */
    timeout?: number;
    /** Milliseconds between two attempts. Defaults to 100. */
    every?: number;
    /** Hint added to the timeout error. */
    hint?: string | (() => string | Promise<string>);
}

/**
 * Polls until the result is neither `undefined` nor `false`, and returns it. Errors count as no result. On timeout,
 * throws with the subject, the time, and the last error or result.
 */
export async function until<T>(
    what: string,
    ask: () => Promise<T | undefined | false> | T | undefined | false,
    { timeout = 60_000, every = 100, hint }: Patience = {},
): Promise<T> {
    const deadline = Date.now() + timeout;
    let last: unknown;
    for (;;) {
        try {
            const answer = await ask();
            if (answer !== undefined && answer !== false) return answer;
            last = undefined;
        } catch (error) {
            last = error;
        }
        if (Date.now() > deadline) break;
        await pause(every);
    }
    const where = typeof hint === "function" ? await hint() : hint;
    throw new Error(
        [`waited ${timeout / 1000} s for ${what}`, last && `last: ${(last as Error).message ?? last}`, where]
            .filter(Boolean)
            .join("; "),
        { cause: last },
    );
}
