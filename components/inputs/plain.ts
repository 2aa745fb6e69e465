/**
 * The value of an input; `undefined` if it is pending, that is an `Output` or a `Promise`.
 *
 * Rules check known values. The component runs the same rules again once the pending ones are known.
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

/** Whether a value contains no `Output` or `Promise`, at any depth. */
export const isKnown = (value: unknown): boolean =>
    typeof value !== "object" || value === null || (plain(value) !== undefined && Object.values(value).every(isKnown));
