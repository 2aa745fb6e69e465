import type { Entry } from "./documents/documents.ts";
import { isMap, type Path } from "./schema.ts";

/** The entry with as little in it as still shows something, as far as taking out one thing after the other gets. */
export async function minimal(entry: Entry, shows: (entry: Entry) => Promise<boolean>): Promise<Entry> {
    let smallest = entry;
    // Of a list the last goes first: the places of those before it stay.
    for (const path of parts(entry).reverse()) {
        const smaller = without(smallest, path);
        if (smaller && (await shows(smaller))) smallest = smaller;
    }
    return smallest;
}

/** The paths of all that can be taken out, those at the bottom first. */
function parts({ spec, labels, annotations }: Entry): Path[] {
    const below = (value: unknown, path: Path): Path[] => {
        const steps = Array.isArray(value) ? [...value.keys()] : isMap(value) ? Object.keys(value) : [];
        return steps.flatMap(step => [...below((value as any)[step], [...path, step]), [...path, step]]);
    };
    return below({ labels, annotations, spec }, []).filter(path => path.join() !== "spec");
}

function without(entry: Entry, path: Path): Entry | undefined {
    const copy: any = structuredClone(entry);
    const last = path.at(-1)!;
    let parent = copy;
    for (const step of path.slice(0, -1)) parent = parent?.[step];
    if (parent?.[last] === undefined) return undefined;
    if (Array.isArray(parent)) parent.splice(last as number, 1);
    else delete parent[last];
    return copy;
}
