import { nearest } from "../../problems/nearest.ts";
import { below } from "../../problems/path.ts";
import type { Schema } from "./expected.ts";

/** A map that holds a value, at any depth, with its path. */
export interface Parent {
    path: string;
    schema: Schema;
}

/** What is said of a key that does not exist: where it belongs, which one was meant, or which there are. */
export function unknown(key: string, parents: Parent[]): string {
    const allowed = Object.keys(parents[0]?.schema.properties ?? {});
    const [head = ""] = key.split(/[.[]/, 1);
    if (head !== key && allowed.includes(head))
        return `unknown key; to set what is below "${head}", use pulumi config set --path`;
    const slip = nearest(key, allowed, 1);
    if (slip) return `unknown key; did you mean "${slip}"?`;
    const places = parents.map(each => placesOf(key, each)).find(found => found.length > 0);
    if (places) return `unknown key here; it belongs at ${places.slice(0, 2).join(" or ")}`;
    const near = partlyNamed(key, allowed) ?? nearest(key, allowed);
    if (near) return `unknown key; did you mean "${near}"?`;
    const rest = allowed.length - 24;
    return `unknown key; allowed: ${allowed.slice(0, 24).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The one key that is a part of the spelt one, or has it as a part. */
function partlyNamed(key: string, allowed: string[]): string | undefined {
    const spelt = key.slice(0, 60).toLowerCase();
    const parts = allowed.filter(each => isPart(spelt, each.toLowerCase()) || isPart(each.toLowerCase(), spelt));
    return parts.length === 1 ? parts[0] : undefined;
}

/** Whether a name is another with letters left out. */
function isPart(short: string, long: string): boolean {
    let found = 0;
    for (const letter of long) if (letter === short[found]) found++;
    return found === short.length && found > 2;
}

/** Where a key of that name is, as near as possible below a map. What is the user's own is not gone through. */
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
