/** HTML markup in which all foreign text is escaped. */
export class Html {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

/** A value in markup. Undefined is omitted, and a list's items are written one after another. */
export type Part = Html | string | number | undefined | Part[];

/**
 * A template tag for markup. Values are escaped unless they are markup themselves, and are safe as text and in
 * double-quoted attributes. Indentation is removed.
 */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
    new Html(strings.map((string, index) => string.replace(/\n\s*/g, "\n") + written(parts[index])).join(""));

function written(part: Part): string {
    if (part === undefined) return "";
    if (part instanceof Html) return part.text;
    return Array.isArray(part) ? part.map(written).join("") : escaped(String(part));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes HTML, and writes out invisible and bidirectional characters, so that a reviewer sees them. */
const escaped = (text: string): string =>
    text.replace(
        /[&<>"']|(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu,
        char => entities[char] ?? `\\u{${char.codePointAt(0)!.toString(16)}}`,
    );
