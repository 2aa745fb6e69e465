import { distance } from "fastest-levenshtein";
import { below } from "../../problems/path.ts";
import type { Schema } from "./expected.ts";

/** A map that a value stands in, with its path. */
export interface Around {
    path: string;
    schema: Schema;
}

/** What is said of a key that does not exist: where it belongs, which one was meant, or which there are. */
export function unknown(key: string, around: Around[]): string {
    const allowed = Object.keys(around[0]?.schema.properties ?? {});
    const [head = ""] = key.split(/[.[]/, 1);
    if (head !== key && allowed.includes(head))
        return `unknown key; to set what is below "${head}", use pulumi config set --path`;
    const near = nearest(key.slice(0, 60).toLowerCase(), allowed);
    if (near.edits <= 1) return `unknown key; did you mean "${near.name}"?`;
    const places = around.map(each => placesOf(key, each)).find(found => found.length > 0);
    if (places) return `unknown key here; it belongs at ${places.slice(0, 2).join(" or ")}`;
    if (near.isNear) return `unknown key; did you mean "${near.name}"?`;
    const rest = allowed.length - 24;
    return `unknown key; allowed: ${allowed.slice(0, 24).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The key that comes nearest: by a slip of the finger, as a part of it or with parts more, or by a few letters. */
function nearest(spelt: string, allowed: string[]): { name: string; edits: number; isNear: boolean } {
    const { name, edits } = allowed
        .map(name => ({ name, edits: distance(spelt, name.toLowerCase()) }))
        .reduce((a, b) => (b.edits < a.edits ? b : a));
    const parts = allowed.filter(each => isPart(spelt, each.toLowerCase()) || isPart(each.toLowerCase(), spelt));
    if (edits > 1 && parts.length === 1) return { name: parts[0]!, edits, isNear: true };
    return { name, edits, isNear: edits <= Math.max(1, spelt.length / 3) };
}

/** Whether a name is another with letters left out. */
function isPart(short: string, long: string): boolean {
    let found = 0;
    for (const letter of long) if (letter === short[found]) found++;
    return found === short.length && found > 2;
}

/** Where a key of that name is, as near as possible below a map. What is the user's own is not gone through. */
function placesOf(key: string, { path, schema }: Around): string[] {
    for (let level = [{ path, schema }]; level.length > 0; level = level.flatMap(inner)) {
        const found = level.filter(each => Object.hasOwn(each.schema.properties ?? {}, key));
        if (found.length > 0) return found.map(each => below(each.path, key));
    }
    return [];
}

const inner = ({ path, schema: { properties = {}, items } }: Around): Around[] => [
    ...Object.entries(properties).map(([name, schema]) => ({ path: below(path, name), schema })),
    ...(items ? [{ path: `${path}[]`, schema: items }] : []),
];
