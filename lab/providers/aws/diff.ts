import { isDeepStrictEqual } from "node:util";
import type { Change, Difference, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import { autonamed } from "./check.ts";
import { sameJson, samePolicy } from "./documents.ts";
import type { Input, Kind } from "./kind.ts";
import type { Tags } from "./tags.ts";

/** Differences between a resource's state and its inputs. */
export function diff(kind: Kind, name: string, state: Properties, inputs: Properties, defaultTags: Tags): Difference {
    const changes: Difference["changes"] = {};
    for (const [property, input] of Object.entries(kind.inputs)) {
        const [have, want] = [state[property], inputs[property]];
        if (property === "tags" || (input.computed && empty(want)) || same(input, have, want)) continue;
        changes[property] = changeOf(have, want, input.replaces);
    }
    if (kind.inputs.tags) Object.assign(changes, tagChanges(state, inputs.tags, defaultTags));
    const replaces = Object.values(changes).some(change => change.endsWith("_REPLACE"));
    // As in Pulumi's bridge to the official provider: two resources cannot share a name, and only a generated one
    // differs each time.
    const named = kind.inputs.name?.named && !autonamed(name, inputs.name);
    return { changes, deleteBeforeReplace: replaces && Boolean(named) };
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

function changeOf(have: unknown, want: unknown, replaces?: boolean): Change {
    const change = empty(have) ? "ADD" : empty(want) ? "DELETE" : "UPDATE";
    return replaces ? `${change}_REPLACE` : change;
}

/** Whether a value equals its input. Unknown values may, but count as different. */
export function same({ type }: Input, have: any, want: any): boolean {
    if (empty(have) || empty(want)) return empty(have) && empty(want);
    if (hasUnknown(want)) return false;
    if (type === "policy") return samePolicy(have, want);
    if (type === "json") return sameJson(have, want);
    if (type === "set") return isDeepStrictEqual([...have].sort(), [...want].sort());
    return isDeepStrictEqual(have, want);
}

/** Whether the official provider treats a value as unset. */
export const empty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && Object.keys(value as object).length === 0);
