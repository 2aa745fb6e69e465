import { plain } from "./plain.ts";

/** Whether a value is a map, not a list or pending. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
    plain(value) !== undefined && typeof value === "object" && !Array.isArray(value);

/**
 * Merges `over` into a copy of `base`, as Helm merges values: maps by key, anything else (lists, outputs) is replaced, and `null` removes
 * a key.
 */
export function merge<T>(base: T, over: unknown): T {
    if (over === undefined) return base;
    if (!isMap(base) || !isMap(over)) return over as T;
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(over)) {
        if (value === null) delete merged[key];
        else if (value !== undefined) merged[key] = merge(merged[key], value);
    }
    return merged as T;
}
