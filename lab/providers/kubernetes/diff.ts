import { isDeepStrictEqual } from "node:util";
import type { Change, Properties } from "../plugin.ts";

/** Restricts a live value to the properties in a shape. List items are matched by position. */
export function prune(value: any, shape: any): any {
    if (isMap(value) && isMap(shape))
        return Object.fromEntries(
            Object.keys(value)
                .filter(key => key in shape)
                .map(key => [key, prune(value[key], shape[key])]),
        );
    if (Array.isArray(value) && Array.isArray(shape))
        return value.slice(0, shape.length).map((item, index) => prune(item, shape[index]));
    return value;
}

/** The change of each leaf by its Pulumi property path. An empty list or map equals a missing one. */
export function changesOf(before: any, after: any, path = ""): Record<string, Change> {
    if (isDeepStrictEqual(before, after) || (isEmpty(before) && isEmpty(after))) return {};
    if (isMap(before) && isMap(after))
        return Object.assign(
            {},
            ...[...new Set([...Object.keys(before), ...Object.keys(after)])].map(key =>
                changesOf(before[key], after[key], keyed(path, key)),
            ),
        );
    if (Array.isArray(before) && Array.isArray(after))
        return Object.assign(
            {},
            ...Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
                changesOf(before[index], after[index], `${path}[${index}]`),
            ),
        );
    return { [path]: isEmpty(before) ? "ADD" : isEmpty(after) ? "DELETE" : "UPDATE" };
}

/** Marks changes at or below the given paths as replacements. */
export const replacing = (changes: Record<string, Change>, paths: string[]): Record<string, Change> =>
    Object.fromEntries(
        Object.entries(changes).map(([path, change]) => [
            path,
            paths.some(replaced => isWithin(path, replaced)) ? (`${change}_REPLACE` as Change) : change,
        ]),
    );

export const isReplaced = (changes: Record<string, Change>): boolean =>
    Object.values(changes).some(change => change.endsWith("_REPLACE"));

/** Removes changes that `ignoreChanges` covers. */
export const without = (changes: Record<string, Change>, ignored: string[]): Record<string, Change> =>
    Object.fromEntries(Object.entries(changes).filter(([path]) => !ignored.some(prefix => isWithin(path, prefix))));

/** Removes null properties at any depth, which Pulumi treats as missing. */
export const withoutNulls = (value: any): any =>
    isMap(value)
        ? Object.fromEntries(
              Object.entries(value)
                  .filter(([, inner]) => inner !== null)
                  .map(([key, inner]) => [key, withoutNulls(inner)]),
          )
        : Array.isArray(value)
          ? value.map(withoutNulls)
          : value;

const isWithin = (path: string, prefix: string): boolean =>
    path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);

const keyed = (path: string, key: string): string =>
    /^[A-Za-z_$][\w$]*$/.test(key) ? (path ? `${path}.${key}` : key) : `${path}[${JSON.stringify(key)}]`;

const isMap = (value: unknown): value is Properties =>
    typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
    value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
