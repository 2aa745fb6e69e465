import { isDeepStrictEqual } from "node:util";
import type { Change, Difference, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import { autonamed } from "./check.ts";
import { sameJson, samePolicy } from "./documents.ts";
import type { Input, Kind } from "./kind.ts";
import type { Tags } from "./tags.ts";

/** Differences between a resource's state and its inputs. */
export function diff(kind: Kind, name: string, state: Properties, inputs: Properties, defaultTags: Tags): Difference {
    const { tags, ...others } = kind.inputs;
    const changes = changesOf(others, state, inputs);
    if (tags) Object.assign(changes, tagChanges(state, inputs.tags, defaultTags));
    const replaces = Object.values(changes).some(change => change.endsWith("_REPLACE"));
    // As in Pulumi's bridge to the official provider: two resources cannot share a name, and only a generated one
    // differs each time.
    const named = Object.keys(kind.inputs).find(property => kind.inputs[property]!.named);
    return { changes, deleteBeforeReplace: Boolean(replaces && named && !autonamed(name, inputs[named])) };
}

/** Changes by path: in a block, of its fields. */
function changesOf(known: Record<string, Input>, have: Properties, want: Properties): Difference["changes"] {
    const changes: Difference["changes"] = {};
    for (const [property, input] of Object.entries(known)) {
        const [before, after] = [have[property], want[property]];
        if (kept(input, before, after)) continue;
        if (input.type === "block" && isBlock(before) && isBlock(after))
            for (const [path, change] of Object.entries(changesOf(input.fields!, before, after)))
                changes[`${property}.${path}`] = input.replaces === true ? replacing(change) : change;
        else changes[property] = changeOf(before, after, input.replaces);
    }
    return changes;
}

/** Tag changes by key. A tag from the provider's defaults alone is a change of `tagsAll`. */
function tagChanges(state: Properties, tags: Tags | string = {}, defaultTags: Tags): Difference["changes"] {
    if (typeof tags === "string") return { tags: changeOf(state.tags, tags) };
    const have: Tags = state.tagsAll ?? {};
    const want: Tags = { ...defaultTags, ...tags };
    const keys = [...new Set([...Object.keys(have), ...Object.keys(want)])].filter(key => have[key] !== want[key]);
    return Object.fromEntries(
        keys.map(key => {
            const own = key in tags || key in (state.tags ?? {});
            return [`${own ? "tags" : "tagsAll"}[${JSON.stringify(key)}]`, changeOf(have[key], want[key])];
        }),
    );
}

function changeOf(have: unknown, want: unknown, replaces?: Input["replaces"]): Change {
    const change = empty(have) ? "ADD" : empty(want) ? "DELETE" : "UPDATE";
    return replaces === true || (replaces && change === "DELETE") ? replacing(change) : change;
}

const replacing = (change: Change): Change => (change.endsWith("_REPLACE") ? change : (`${change}_REPLACE` as Change));

/** Whether an input changes nothing. */
const kept = (input: Input, have: unknown, want: unknown): boolean =>
    Boolean(input.computed && empty(want)) || same(input, have, want);

/** Whether a value equals its input. Unknown values may, but count as different. */
export function same({ type, fields }: Input, have: any, want: any): boolean {
    if (empty(have) || empty(want)) return empty(have) && empty(want);
    if (hasUnknown(want)) return false;
    if (type === "policy") return samePolicy(have, want);
    if (type === "json") return sameJson(have, want);
    if (type === "url") return withoutScheme(have) === withoutScheme(want);
    if (type === "set") return isDeepStrictEqual(members(have), members(want));
    if (!fields) return isDeepStrictEqual(have, want);
    if (type === "list")
        return have.length === want.length && want.every((one: any, at: number) => sameBlock(fields, have[at], one));
    return sameBlock(fields, have, want);
}

const sameBlock = (fields: Record<string, Input>, have: Properties, want: Properties): boolean =>
    Object.entries(fields).every(([property, input]) => kept(input, have[property], want[property]));

const withoutScheme = (url: string) => url.replace(/^https:\/\//, "");

/** A set's members in one order, without fields that are unset. */
const members = (set: unknown[]): string[] =>
    set
        .map(member =>
            isBlock(member)
                ? JSON.stringify(
                      Object.entries(member)
                          .filter(([, value]) => !empty(value))
                          .sort(),
                  )
                : JSON.stringify(member),
        )
        .sort();

export const isBlock = (value: unknown): value is Properties =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether the official provider treats a value as unset. */
export const empty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && Object.keys(value as object).length === 0);
