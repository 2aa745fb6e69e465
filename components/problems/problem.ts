/** A mistake, or a probable one, with its path. */
export interface Problem {
    /** The path of the value from the root of the arguments, as in stack config: `nodePools.gpu.spec.weight`. */
    path: string;
    /** The message, with the value found, the allowed ones and advice. Lower case, without a final period. */
    message: string;
    /** The name of the rule, if `checks.allow` can make an exception to it. */
    rule?: string;
}

/** The findings of a check: problems stop the deployment, warnings are shown, allowed ones have an exception. */
export interface Findings {
    problems: Problem[];
    warnings: Problem[];
    allowed: (Problem & { reason: string })[];
}

/** A problem in one line; `prefix` is the config namespace (`eks-karpenter:`) or empty. */
export const line = ({ path, message, rule }: Problem, prefix = ""): string =>
    `${prefix}${path}: ${message}${rule === undefined ? "" : ` [${rule}]`}`;

/** `problem` of one, `problems` of any other number. */
export const plural = (n: number, noun: string): string => (n === 1 ? noun : `${noun}s`);

/** `1 problem`, `2 problems`. */
export const count = (n: number, noun: string): string => `${n} ${plural(n, noun)}`;

/** Invisible characters, and characters that change the order of others: control characters, unusual spaces, text direction marks. */
const unseen = /[\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

const escaped = (each: string): string => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value as JSON, with invisible characters escaped. */
export const quote = (value: unknown): string => (JSON.stringify(value) ?? String(value)).replaceAll(unseen, escaped);

/** A text with invisible characters escaped, shortened to a maximum length. */
export const seen = (text: string, most = 200): string =>
    text
        .slice(0, most)
        .replaceAll(/\p{Cc}/gu, escaped)
        .replaceAll(unseen, escaped) + (text.length > most ? "..." : "");

/** A list of names for a message, shortened to a maximum number. */
export const listed = (names: string[], most = 10): string =>
    names
        .slice(0, most)
        .map(name => seen(name, 63))
        .join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");

/** A value for a message: as JSON, shortened. */
export function show(value: unknown): string {
    const text = quote(value);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
