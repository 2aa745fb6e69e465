import { distance } from "fastest-levenshtein";

/** The name most similar to a misspelt one, ignoring case, with at most `most` edits. Defaults to a third of the letters. */
export function nearest(misspelt: string, names: readonly string[], most?: number): string | undefined {
    // No name is as long as that.
    const spelt = misspelt.slice(0, 60).toLowerCase();
    const bound = most ?? Math.max(1, spelt.length / 3);
    const within = names
        .map(name => ({ name, edits: distance(spelt, name.toLowerCase()) }))
        .filter(({ edits }) => edits <= bound);
    return within.sort((a, b) => a.edits - b.edits)[0]?.name;
}
