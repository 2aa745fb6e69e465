/**
 * The value when it is known while the program runs, `undefined` when it is an `Output` or a `Promise`.
 *
 * Rules run on what is known; the component runs the same rules again on what becomes known at deploy time.
 */
export function plain<T>(value: unknown): T | undefined {
    return value === null || isPending(value) ? undefined : (value as T);
}

/** Whether a value is an `Output` or a `Promise`, and no map of the user's with such keys. */
export function isPending(value: unknown): boolean {
    if (typeof value !== "object" || value === null) return false;
    const { apply, then } = value as { apply?: unknown; then?: unknown };
    return "__pulumiOutput" in value ? typeof apply === "function" : typeof then === "function";
}

/** Whether nothing in a value, at any depth, is an `Output` or a `Promise`. */
export const isKnown = (value: unknown): boolean =>
    typeof value !== "object" || value === null || (plain(value) !== undefined && Object.values(value).every(isKnown));
