/**
 * The value of an input; `undefined` if it is pending, that is an `Output` or a `Promise`.
 *
 * Rules check known values. The component runs the same rules again once the pending ones are known.
 */
export function plain<T>(value: unknown): T | undefined {
    if (value === null || value === undefined) return undefined;
    return typeof value === "object" && isPending(value) ? undefined : (value as T);
}

/** Whether a value is an `Output` or a `Promise`, rather than a map with such keys. */
function isPending(value: object): boolean {
    const { apply, then } = value as { apply?: unknown; then?: unknown };
    return "__pulumiOutput" in value ? typeof apply === "function" : typeof then === "function";
}

/** Whether a value contains no `Output` or `Promise`, at any depth. */
export const isKnown = (value: unknown): boolean =>
    typeof value !== "object" || value === null || (plain(value) !== undefined && Object.values(value).every(isKnown));
