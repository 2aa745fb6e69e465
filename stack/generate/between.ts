/** A text with other content between its markers `BEGIN name` and `END name`; as it is when it has none. */
export function between(current: string, name: string, content: string): string {
    const [begin, end] = [`<!-- BEGIN ${name} -->`, `<!-- END ${name} -->`];
    const [from, to] = [current.indexOf(begin), current.indexOf(end)];
    if (from < 0 || to < from) return current;
    return `${current.slice(0, from + begin.length)}\n\n${content}\n${current.slice(to)}`;
}

/** A text as the cell of a table. */
export const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
