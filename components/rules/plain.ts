/**
 * The value when it is known while the program runs, `undefined` when it is an `Output` or a `Promise`.
 *
 * Rules run on what is known; the component runs the same rules again on what becomes known at deploy time.
 */
export function plain<T>(value: unknown): T | undefined {
    if (value === null || value === undefined) return undefined;
    if (
        typeof value === "object" &&
        ("__pulumiOutput" in value || typeof (value as PromiseLike<T>).then === "function")
    )
        return undefined;
    return value as T;
}

/** Whether nothing in a value, at any depth, is an `Output` or a `Promise`. */
export const isKnown = (value: unknown): boolean =>
    typeof value !== "object" || value === null || (plain(value) !== undefined && Object.values(value).every(isKnown));
