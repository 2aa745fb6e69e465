/** A message's key for grouping: its rule's name in brackets, or its text without the path. */
const subject = (text: string): string =>
    / \[([a-z0-9-]+)\]( |$)/.exec(text)?.[1] ?? text.slice(text.indexOf(": ") + 1);

/** Groups messages: more than three with the same key become one, with a count. */
export function grouped(found: string[]): string[] {
    return [...Map.groupBy(found, subject).values()].flatMap(texts =>
        texts.length > 3 ? `${texts[0]} (and at ${texts.length - 1} more places)` : texts,
    );
}
