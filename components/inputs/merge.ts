import { plain } from "./plain.ts";

/** Whether a value is a map that is known: no list, no output. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
    plain(value) !== undefined && typeof value === "object" && !Array.isArray(value);

/**
 * `over` laid on `base`: maps merge by key, anything else (lists, outputs) replaces whole, and `null` takes a key out, as in Helm's values.
 * Neither is changed.
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
