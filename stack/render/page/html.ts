/** Markup: whatever came from elsewhere is escaped in it. */
export class Html {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

/** What can stand in markup. Nothing is left of what is undefined, and lists are written one after the other. */
export type Part = Html | string | number | undefined | Part[];

/**
 * Markup with values in it, escaped unless they are markup. They are safe as text, and in attributes that stand in double quotes.
 * Indentation is for who reads the code, and is left out.
 */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
    new Html(strings.map((string, index) => string.replace(/\n\s*/g, "\n") + written(parts[index])).join(""));

function written(part: Part): string {
    if (part === undefined) return "";
    if (part instanceof Html) return part.text;
    return Array.isArray(part) ? part.map(written).join("") : escaped(String(part));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Also what can't be seen, or turns the direction of what can, is written out: a reviewer is to see what is there. */
const escaped = (text: string): string =>
    text.replace(
        /[&<>"']|(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu,
        char => entities[char] ?? `\\u{${char.codePointAt(0)!.toString(16)}}`,
    );
