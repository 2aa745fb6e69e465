import { show } from "../../problems/problem.ts";

/** The part of JSON Schema that the generated schema uses. */
export interface Schema {
    type?: string | string[];
    enum?: unknown[];
    pattern?: string;
    examples?: unknown[];
    minimum?: number;
    maximum?: number;
    minItems?: number;
    maxItems?: number;
    minLength?: number;
    maxLength?: number;
    maxProperties?: number;
    items?: Schema;
    properties?: { [key: string]: Schema };
    required?: string[];
    additionalProperties?: boolean | Schema;
    anyOf?: Schema[];
    /** Whether the value may be an output or a promise: TypeScript's `Input`. */
    input?: boolean;
    /** As in a CRD: the contents of the map are not validated, and `properties` only document them. */
    "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/** The alternatives of a schema, without the `$ref` to Pulumi's encrypted secrets, which a program gets decrypted. */
export const alternatives = (schema: Schema): Schema[] => schema.anyOf?.filter(({ type }) => type) ?? [schema];

const nouns: { [type: string]: string } = {
    string: "a string",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    object: "a map",
    array: "a list",
    null: "null",
    undefined: "nothing",
};

const range = ({ minimum, maximum }: Schema): string => {
    if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
    return minimum !== undefined ? ` of at least ${minimum}` : maximum !== undefined ? ` of at most ${maximum}` : "";
};

/** The keys of a map, if there are few enough to list. */
function keysOf({ properties = {} }: Schema): string {
    const keys = Object.keys(properties);
    return keys.length > 0 && keys.length <= 8 ? ` (${keys.join(", ")})` : "";
}

const exampleOf = ({ examples = [] }: Schema): string =>
    examples.length > 0 ? ` such as ${examples.map(show).join(", ")}` : "";

const patternOf = ({ pattern, examples }: Schema): string => (pattern && !examples ? ` that matches ${pattern}` : "");

function noun(schema: Schema): string {
    const { type, items } = schema;
    const named = [type ?? []].flat().flatMap(each => (each === "null" ? [] : nouns[each]));
    return named.join(" or ") + (items?.type === "string" ? " of strings" : "") + keysOf(schema) + range(schema);
}

const wanted = (schema: Schema, inWords: (schema: Schema) => string): string =>
    schema.enum ? `allowed: ${schema.enum.join(", ")}` : `expected ${alternatives(schema).map(inWords).join(" or ")}`;

/** The part of a message that describes what is allowed. */
export const expected = (schema: Schema): string =>
    wanted(schema, each => noun(each) + exampleOf(each) + patternOf(each));

/** The message for a missing value. */
export const missing = (schema: Schema): string => `missing, ${wanted(schema, each => noun(each) + exampleOf(each))}`;

/** A value's type as JSON Schema names it. An integer has at most 64 bits, as for the API server. */
export function typeOf(value: unknown): string {
    if (value === null) return "null";
    if (Array.isArray(value)) return "array";
    return Number.isInteger(value) && Math.abs(value as number) < 2 ** 63 ? "integer" : typeof value;
}

/** Whether a schema allows a value's type. */
export const fits = (value: unknown, { type }: Schema): boolean =>
    type === undefined ||
    [type].flat().some(each => each === typeOf(value) || (each === "number" && typeof value === "number"));

/** A value shortened for a message. It may have megabytes, or any depth. */
function pruned(value: unknown, levels = 3): unknown {
    if (typeof value === "string") return value.slice(0, 100);
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null) return value;
    if (levels === 0) return "...";
    if (Array.isArray(value)) return value.slice(0, 20).map(each => pruned(each, levels - 1));
    const entries = Object.entries(value).slice(0, 20);
    return Object.fromEntries(entries.map(([key, each]) => [key.slice(0, 100), pruned(each, levels - 1)]));
}

/** The part of a message that shows the value as JSON, or only its type if it may be a secret. */
export const found = (value: unknown, hidden: boolean): string =>
    `found ${hidden || value === undefined ? nouns[typeOf(value)] : show(pruned(value))}`;
