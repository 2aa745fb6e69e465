/** One thing that is wrong, or likely unwanted, and where. */
export interface Problem {
    /** The path of the value from the arguments' root, as stack config spells it: `nodePools.gpu.spec.weight`. */
    path: string;
    /** The problem, the value found, the values allowed and the way out. Lower case, no final period. */
    message: string;
    /** The rule that says so, where a stack may allow it by `checks.allow`. */
    rule?: string;
}

/** The result of a check: problems stop the deployment, warnings are shown, what is allowed is neither. */
export interface Findings {
    problems: Problem[];
    warnings: Problem[];
    allowed: (Problem & { reason: string })[];
}

/** One line for a problem; `prefix` is the config namespace (`eks-karpenter:`) or nothing. */
export const line = ({ path, message, rule }: Problem, prefix = ""): string =>
    `${prefix}${path}: ${message}${rule === undefined ? "" : ` [${rule}]`}`;

/** `problem` of one, `problems` of any other number. */
export const plural = (n: number, noun: string): string => (n === 1 ? noun : `${noun}s`);

/** `1 problem`, `2 problems`. */
export const count = (n: number, noun: string): string => `${n} ${plural(n, noun)}`;

/** Characters that do not show in print, or change the order of the rest: control characters, spaces other than the common one, directions. */
const unseen = /[\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

const escaped = (each: string): string => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value as JSON, in which everything is seen. */
export const quote = (value: unknown): string => (JSON.stringify(value) ?? String(value)).replaceAll(unseen, escaped);

/** A text in which everything is seen, but for what is too much of it. */
export const seen = (text: string, most = 200): string =>
    text
        .slice(0, most)
        .replaceAll(/\p{Cc}/gu, escaped)
        .replaceAll(unseen, escaped) + (text.length > most ? "..." : "");

/** Names as they are listed in a message, as many as it has room for. */
export const listed = (names: string[], most = 10): string =>
    names
        .slice(0, most)
        .map(name => seen(name, 63))
        .join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");

/** A value as a message shows it: as JSON, shortened. */
export function show(value: unknown): string {
    const text = quote(value);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
