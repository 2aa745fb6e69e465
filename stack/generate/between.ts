/** Replaces the text between the markers `BEGIN name` and `END name`. A text without markers is unchanged. */
export function between(current: string, name: string, content: string): string {
    const [begin, end] = [`<!-- BEGIN ${name} -->`, `<!-- END ${name} -->`];
    const [from, to] = [current.indexOf(begin), current.indexOf(end)];
    if (from < 0 || to < from) return current;
    return `${current.slice(0, from + begin.length)}\n\n${content}\n${current.slice(to)}`;
}

/** Text escaped for a table cell. */
export const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
