/** The rule that a text is of, which stands in brackets, or what it says behind its path. */
const subject = (text: string): string =>
    / \[([a-z0-9-]+)\]( |$)/.exec(text)?.[1] ?? text.slice(text.indexOf(": ") + 1);

/** What rules say, of which one that says the same of more than three places says it once. */
export function together(found: string[]): string[] {
    return [...Map.groupBy(found, subject).values()].flatMap(texts =>
        texts.length > 3 ? `${texts[0]} (and at ${texts.length - 1} more places)` : texts,
    );
}
