import { setTimeout as pause } from "node:timers/promises";

/** How long to wait, and how often to look. */
export interface Patience {
    /** Milliseconds; a minute by default. */
    timeout?: number;
    /** Milliseconds between two looks; 100 by default. */
    every?: number;
    /** What to say beside the last answer when it took too long: where to look. */
    hint?: string | (() => string | Promise<string>);
}

/**
 * Asks until the answer is something other than `undefined` or `false`, and gives that answer. An error counts as no answer yet. Says
 * what it waited for, for how long, and what the last error or answer was, when it does not come.
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
