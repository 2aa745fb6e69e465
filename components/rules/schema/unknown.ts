import { nearest } from "../../problems/nearest.ts";
import { below } from "../../problems/path.ts";
import type { Schema } from "./expected.ts";

/** A map that contains a value at any depth, with its path. */
export interface Parent {
    path: string;
    schema: Schema;
}

/** The message for an unknown key: its right place, the most similar key, or the allowed keys. */
export function unknown(key: string, parents: Parent[]): string {
    const allowed = Object.keys(parents[0]?.schema.properties ?? {});
    const [head = ""] = key.split(/[.[]/, 1);
    if (head !== key && allowed.includes(head))
        return `unknown key; to set a key below "${head}", use pulumi config set --path`;
    const slip = nearest(key, allowed, 1);
    if (slip) return `unknown key; did you mean "${slip}"?`;
    const places = parents.map(each => placesOf(key, each)).find(found => found.length > 0);
    if (places) return `unknown key here; it belongs at ${places.slice(0, 2).join(" or ")}`;
    const near = partlyNamed(key, allowed) ?? nearest(key, allowed);
    if (near) return `unknown key; did you mean "${near}"?`;
    const rest = allowed.length - 24;
    return `unknown key; allowed: ${allowed.slice(0, 24).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The only key that abbreviates the misspelt one, or that it abbreviates. */
function partlyNamed(key: string, allowed: string[]): string | undefined {
    const spelt = key.slice(0, 60).toLowerCase();
    const parts = allowed.filter(each => isPart(spelt, each.toLowerCase()) || isPart(each.toLowerCase(), spelt));
    return parts.length === 1 ? parts[0] : undefined;
}

/** Whether a name is another name without some of its letters. */
function isPart(short: string, long: string): boolean {
    let found = 0;
    for (const letter of long) if (letter === short[found]) found++;
    return found === short.length && found > 2;
}

/** The nearest places of a key below a map. Entries under names of the user's own are not searched. */
function placesOf(key: string, { path, schema }: Parent): string[] {
    for (let level = [{ path, schema }]; level.length > 0; level = level.flatMap(inner)) {
        const found = level.filter(each => Object.hasOwn(each.schema.properties ?? {}, key));
        if (found.length > 0) return found.map(each => below(each.path, key));
    }
    return [];
}

const inner = ({ path, schema: { properties = {}, items } }: Parent): Parent[] => [
    ...Object.entries(properties).map(([name, schema]) => ({ path: below(path, name), schema })),
    ...(items ? [{ path: `${path}[]`, schema: items }] : []),
];
