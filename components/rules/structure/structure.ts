import { distance } from "fastest-levenshtein";
import { below } from "../path.ts";
import { plain } from "../plain.ts";
import type { Problem } from "../problem.ts";
import { alternatives, expected, found, type Schema, typeOf } from "./expected.ts";

const fits = (value: unknown, { type }: Schema): boolean =>
    type === undefined ||
    [type].flat().some(each => each === typeOf(value) || (each === "number" && typeof value === "number"));

/** What to do about a value of another type. */
function advice(value: unknown, schema: Schema): string {
    if (value === null) return "; give it a value or remove the key";
    if (typeof value === "number" || typeof value === "boolean")
        return fits("", schema) && !schema.enum ? "; put it in quotes" : "";
    if (typeof value !== "string" || !/^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/.test(value)) return "";
    return fits(JSON.parse(value), schema) ? "; remove the quotes" : "";
}

const counted = (n: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): string | undefined =>
    n < least ? `at least ${least}` : n > most ? `at most ${most}` : undefined;

/** A pattern as the API server reads it, by RE2: there `\s` is a space of ASCII, and a dot anything but a newline. */
export const re2 = (pattern: string): RegExp =>
    new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]").replaceAll(/(?<!\\)\.(?=[*+)])/g, "[^\\n]"), "u");

/** How many of what there are, in a value that holds several. */
function sizeOf(value: unknown, schema: Schema): [size: number, unit: string, wrong: string | undefined] | undefined {
    const { minLength, maxLength, minItems, maxItems, maxProperties } = schema;
    const size = (n: number, unit: string, least?: number, most?: number) =>
        [n, unit, counted(n, least, most)] as [number, string, string | undefined];
    if (typeof value === "string") return size([...value].length, "characters", minLength, maxLength);
    if (Array.isArray(value)) return size(value.length, "entries", minItems, maxItems);
    if (typeof value === "object" && value !== null)
        return size(Object.keys(value).length, "entries", 0, maxProperties);
    return undefined;
}

/** What is wrong with a value of the right type, as opposed to what is in it. */
function mismatch(value: unknown, schema: Schema, hidden: boolean): string | undefined {
    const wrong = () => `${found(value, hidden)}, ${expected(schema)}`;
    if (schema.enum && !schema.enum.includes(value)) return wrong();
    if (typeof value === "string" && schema.pattern && !re2(schema.pattern).test(value)) return wrong();
    if (typeof value === "number" && counted(value, schema.minimum, schema.maximum)) return wrong();
    const [size, unit, bound] = sizeOf(value, schema) ?? [];
    if (bound === undefined) return undefined;
    return typeof value === "string"
        ? `${found(value, hidden)} with ${size} ${unit}, expected ${bound}`
        : `found ${size} ${unit}, expected ${bound}`;
}

/** What is said of a key that does not exist: the one that was meant, or those that exist. */
function unknown(key: string, allowed: string[]): string {
    const [head = ""] = key.split(/[.[]/, 1);
    if (head !== key && allowed.includes(head))
        return `unknown key; to set what is below "${head}", use pulumi config set --path`;
    const spelt = key.slice(0, 60).toLowerCase();
    const near = allowed
        .map(name => ({ name, edits: distance(spelt, name.toLowerCase()) }))
        .reduce((a, b) => (b.edits < a.edits ? b : a));
    if (near.edits <= Math.max(1, spelt.length / 3)) return `unknown key; did you mean "${near.name}"?`;
    const rest = allowed.length - 12;
    return `unknown key; allowed: ${allowed.slice(0, 12).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function* inMap(value: object, schema: Schema, path: string, hidden: boolean): Generator<Problem> {
    const { properties = {}, required = [], additionalProperties: others = true } = schema;
    if (schema["x-kubernetes-preserve-unknown-fields"]) return;
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    for (const key of required)
        if (!given.some(([name]) => name === key))
            yield { path: below(path, key), message: `missing, ${expected(properties[key]!)}` };
    for (const [key, each] of given) {
        const named = Object.hasOwn(properties, key) ? properties[key] : undefined;
        if (named) yield* problemsIn(each, named, below(path, key), hidden);
        else if (others === false) yield { path: below(path, key), message: unknown(key, Object.keys(properties)) };
        else if (others !== true) yield* problemsIn(each, others, below(path, key), hidden);
    }
}

/**
 * Everything in a value that its schema does not allow, in the order in which it stands there; `hidden` keeps values out of messages.
 * What is not known yet (an output) is not judged.
 *
 * Our own reading of the schema and not ajv's: to load ajv and to compile this schema takes 75 to 110 ms of every start, and its errors
 * know neither the nearest key nor what a secret is. A test holds both to the same verdict.
 */
export function* problemsIn(value: unknown, schema: Schema, path = "", hidden = false): Generator<Problem> {
    if (value !== null && plain(value) === undefined) return;
    const fitting = alternatives(schema).find(each => fits(value, each));
    const wrong = fitting
        ? mismatch(value, fitting, hidden)
        : `${found(value, hidden)}, ${expected(schema)}${advice(value, schema)}`;
    if (wrong) yield { path, message: wrong };
    else if (Array.isArray(value)) {
        const items = fitting?.items ?? {};
        for (const [index, each] of value.entries()) yield* problemsIn(each, items, `${path}[${index}]`, hidden);
    } else if (typeof value === "object" && value !== null) yield* inMap(value, fitting!, path, hidden);
}
