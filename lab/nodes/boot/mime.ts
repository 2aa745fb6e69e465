/** Contents of a MIME archive's parts, without headers; undefined for other text. */
export function mimeParts(text: string): string[] | undefined {
    if (!/^\s*(MIME-Version|Content-Type):/i.test(text)) return undefined;
    const [header, body] = split(text.trimStart().replaceAll("\r\n", "\n"));
    const boundary = /boundary="?([^"\n;]+)"?/i.exec(header)?.[1];
    if (!boundary) throw new Error("its user data is a MIME archive without a boundary");
    return `\n${body}`
        .split(`\n--${boundary}`)
        .slice(1)
        .filter(part => !part.startsWith("--"))
        .map(part => split(part.replace(/^[ \t]*\n/, ""))[1]);
}

/** A part's header and body, separated by its first empty line. */
function split(text: string): [header: string, body: string] {
    if (text.startsWith("\n")) return ["", text.slice(1)];
    const end = text.indexOf("\n\n");
    return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 2)];
}
