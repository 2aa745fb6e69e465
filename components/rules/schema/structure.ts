import { isPending } from "../../inputs/plain.ts";
import { below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";
import { advice } from "./advice.ts";
import { alternatives, expected, fits, found, missing, type Schema } from "./expected.ts";
import { pending } from "./pending.ts";
import { re2 } from "./re2.ts";
import { type Parent, unknown } from "./unknown.ts";
import { invalidSpec } from "./valid.ts";

const counted = (n: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): string | undefined =>
    n < least ? `at least ${least}` : n > most ? `at most ${most}` : undefined;

/** The size of a string, list or map, its unit, and the limit that it exceeds. */
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

/** The message for a value of the right type that its schema rejects, regardless of its contents. */
function mismatch(value: unknown, schema: Schema, hidden: boolean): string | undefined {
    const wrong = () => `${found(value, hidden)}, ${expected(schema)}`;
    if (schema.enum && !schema.enum.includes(value)) return wrong();
    if (typeof value === "string" && schema.pattern && !re2(schema.pattern).test(value)) return wrong();
    if (typeof value === "number" && counted(value, schema.minimum, schema.maximum)) return wrong();
    const [size, unit, bound] = sizeOf(value, schema) ?? [];
    if (bound === undefined) return undefined;
    if (value === "") return 'found "", expected a non-empty string';
    return typeof value === "string"
        ? `${found(value, hidden)} with ${size} ${unit}, expected ${bound}`
        : `found ${size === 1 ? "1 entry" : `${size} entries`}, expected ${bound}`;
}

/** The position of a value in the arguments. */
interface Position {
    path: string;
    /** Whether messages leave the value out. */
    hidden: boolean;
    /** The maps that contain the value, innermost first. */
    parents: Parent[];
}

function* inMap(value: object, schema: Schema, { path, hidden, ...outer }: Position): Generator<Problem> {
    const { properties = {}, required = [], additionalProperties: others = true } = schema;
    if (schema["x-kubernetes-preserve-unknown-fields"]) return;
    const parents = [{ path, schema }, ...outer.parents];
    const given = Object.entries(value);
    for (const key of required)
        if (!given.some(([name, each]) => name === key && each !== undefined))
            yield { path: below(path, key), message: missing(properties[key]!) };
    for (const [key, each] of given) {
        const named = Object.hasOwn(properties, key) ? properties[key] : undefined;
        // A field may be undefined, which omits it; an entry under a name of the user's may not.
        if (typeof others === "object" && !named) yield* problemsIn(each, others, { path: below(path, key), hidden });
        else if (each === undefined) continue;
        else if (named)
            yield* problemsIn(each, named, { path: below(path, key), hidden, parents: path === "" ? [] : parents });
        else if (others === false) yield { path: below(path, key), message: unknown(key, parents) };
    }
}

/**
 * Yields everything in a value that its schema does not allow, in the value's order. Pending values (outputs) are refused where the types
 * have no `Input`, and skipped elsewhere.
 *
 * This is not ajv because leaves may be outputs, patterns are RE2, and messages need the schemas of the parents. A test compares its
 * verdicts with ajv's.
 */
export function* problemsIn(
    value: unknown,
    schema: Schema,
    { path = "", hidden = false, parents = [] }: Partial<Position> = {},
): Generator<Problem> {
    if (value === invalidSpec) return;
    if (isPending(value)) {
        const message = pending(value, schema);
        if (message) yield { path, message };
        return;
    }
    const fitting = alternatives(schema).find(each => fits(value, each));
    const wrong = fitting
        ? mismatch(value, fitting, hidden)
        : `${found(value, hidden)}, ${expected(schema)}${advice(value, schema)}`;
    if (wrong) yield { path, message: wrong };
    else if (Array.isArray(value)) {
        const items = fitting?.items ?? {};
        for (const [index, each] of value.entries())
            yield* problemsIn(each, items, { path: `${path}[${index}]`, hidden, parents });
    } else if (typeof value === "object" && value !== null) yield* inMap(value, fitting!, { path, hidden, parents });
}
