/** Splits an id at its first separator. */
export function twoParts(id: string, separator: string, form: string): [string, string] {
    const at = id.indexOf(separator);
    if (at < 1 || at === id.length - separator.length) throw new Error(`found the id "${id}", expected ${form}`);
    return [id.slice(0, at), id.slice(at + separator.length)];
}
