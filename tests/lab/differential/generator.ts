import type { Version } from "../../../lab/tools/tools.ts";
import { Chance } from "./chance.ts";
import { apply, type Edit, type Entry, type Kind } from "./documents/documents.ts";
import { documents } from "./documents/index.ts";
import { metadata } from "./documents/metadata.ts";
import { edges, fitting } from "./edges.ts";
import { everywhere, isMap, type Path, type Place, places, type Schema } from "./schema.ts";
import { ours } from "./subject.ts";

/** The entries that the API server takes, from which all others are made. */
export const validEntries = (kind: Kind, version: Version): Entry[] =>
    documents[kind].valid(version).map(spec => ({
        kind,
        name: "some",
        // A clone would keep what two fields share.
        spec: JSON.parse(JSON.stringify(spec)),
        classes: ["default"],
    }));

/** Each edge of each place, and each telling edit, once and alone. */
export function* oneByOne(kind: Kind, version: Version, schema: Schema): Generator<Entry> {
    const [chance] = Chance.times(1);
    const seen = new Set<string>();
    for (const entry of validEntries(kind, version)) {
        yield entry;
        for (const { path, schema: here, value } of places(entry.spec, schema)) {
            const place = everywhere(path, schema);
            if (seen.has(place)) continue;
            seen.add(place);
            for (const edge of edgesAt({ path, schema: here, value }, chance!)) yield replaced(entry, path, edge);
            for (let times = 0; times < 5; times += 1) yield replaced(entry, path, fitting(here, chance!));
        }
    }
    for (const edit of [...documents[kind].telling, ...metadata]) yield edited(validEntries(kind, version)[0]!, edit);
}

/** Several changes at once, so many times. Of those that we refuse most are taken back: so more of them come together. */
export function* mixed(kind: Kind, version: Version, schema: Schema, count: number): Generator<Entry> {
    const valid = validEntries(kind, version);
    for (const chance of Chance.times(count)) {
        let entry = chance.of(valid);
        for (let changes = 1 + chance.upTo(3); changes > 0; changes -= 1) {
            const next = changed(entry, schema, chance);
            if (chance.happens(45) || ours(next, version).problems.length === 0) entry = next;
        }
        yield entry;
    }
}

function changed(entry: Entry, schema: Schema, chance: Chance): Entry {
    if (chance.happens(15)) return edited(entry, chance.of([...documents[entry.kind].telling, ...metadata]));
    const { path, schema: here, value } = chance.of([...places(entry.spec, schema)]);
    if (chance.happens(15)) return replaced(entry, path, chance.of(edgesAt({ path, schema: here, value }, chance)));
    const [key, below] = isMap(value) && here.properties ? chance.of(Object.entries(here.properties)) : [];
    return key && below
        ? replaced(entry, [...path, key], fitting(below, chance))
        : replaced(entry, path, fitting(here, chance));
}

/** The spec as a whole is a map: of another there is no manifest. */
const edgesAt = ({ path, schema, value }: Place, chance: Chance): unknown[] =>
    edges(schema, value, chance).filter(edge => path.length > 0 || isMap(edge));

function edited(entry: Entry, edit: Edit): Entry {
    const copy = structuredClone(entry);
    apply(copy, edit);
    return copy;
}

function replaced(entry: Entry, path: Path, value: unknown): Entry {
    const copy = structuredClone(entry);
    const [last = "", ...before] = ["spec", ...path].reverse();
    let parent: any = copy;
    for (const step of before.reverse()) parent = parent[step];
    parent[last] = structuredClone(value);
    return copy;
}
