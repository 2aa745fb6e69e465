import type { Schema } from "./schema.ts";
import type { Refusal } from "./server.ts";

const words = ["pattern", "enum", "minimum", "maximum", "minLength", "minItems", "maxItems", "maxProperties"] as const;

/**
 * What a schema demands, each as its place and what is demanded there. What can't be broken alone is left out: the type of what has a
 * list of values or a format, bits where there are bounds, a key that has a default.
 */
export function* constraints(schema: Schema, place = ""): Generator<string> {
    const { type, format, items, properties, required = [], additionalProperties: others } = schema;
    const text = type === "string" || schema["x-kubernetes-int-or-string"];
    if (place !== "" && (type || text) && !schema.enum && format !== "date-time") yield `${place} type`;
    if (format === "date-time" || (format === "int32" && schema.maximum === undefined)) yield `${place} format`;
    // Patterns that stand beside the type of a list count for nothing.
    for (const word of words) if (schema[word] !== undefined && (word !== "pattern" || text)) yield `${place} ${word}`;
    if (text && schema.maxLength !== undefined) yield `${place} maxLength`;
    if (schema["x-kubernetes-list-type"] === "set") yield `${place}[] set`;
    if (properties && !others && !schema["x-kubernetes-preserve-unknown-fields"]) yield `${place} unknown key`;
    for (const { message, rule } of schema["x-kubernetes-validations"] ?? [])
        if (!rule.includes("oldSelf")) yield `${place} ${message}`;
    for (const key of required) if (properties?.[key]?.default === undefined) yield `${place}.${key} required`;
    for (const [key, below] of Object.entries(properties ?? {})) yield* constraints(below, `${place}.${key}`);
    if (items) yield* constraints(items, `${place}[]`);
    if (others) yield* constraints(others, `${place}.*`);
}

const said: [RegExp, string][] = [
    [/in body should match/, "pattern"],
    [/^Unsupported value/, "enum"],
    [/greater than or equal to/, "minimum"],
    [/less than or equal to/, "maximum"],
    [/should be at least \d+ chars long/, "minLength"],
    [/^Too long/, "maxLength"],
    [/should have at least \d+ items/, "minItems"],
    [/^Too many/, "maxItems"],
    [/^Required value/, "required"],
    [/must be of type date-time/, "format"],
    [/must be of type/, "type"],
    [/^Duplicate value/, "set"],
];

/** What of it a refusal says is broken. */
export function broken({ message, causes }: Refusal, schema: Schema): Set<string> {
    const found = new Set<string>();
    for (const [, field = ""] of message.matchAll(/unknown field "(spec[^"]*)"/g))
        found.add(`${at(field.slice(0, field.lastIndexOf(".")), schema).place} unknown key`);
    for (const { field, message } of causes) {
        const [, of] = /with format int32 in (spec.*)$/.exec(message) ?? [];
        if (of) found.add(`${at(of, schema).place} format`);
        // What stands beside has another field: that of the subresource `scale` begins with a dot.
        if (!field.startsWith("spec")) continue;
        const { place, here } = at(field, schema);
        const rule = here["x-kubernetes-validations"]?.find(each => message.endsWith(each.message))?.message;
        const word = rule ?? said.find(([form]) => form.test(message))?.[1] ?? message;
        found.add(`${place} ${word === "maxItems" && here.maxProperties !== undefined ? "maxProperties" : word}`);
    }
    return found;
}

/** Where in the schema a field is that the server names. A map's key may be anything. */
function at(field: string, schema: Schema): { place: string; here: Schema } {
    let [place, here] = ["", schema];
    for (let rest = field.slice("spec".length); rest !== ""; ) {
        const [step = "", name] = /^\[\d+\]|^\.([^.[]*)/.exec(rest) ?? [];
        if (here.additionalProperties || step === "")
            return { place: `${place}.*`, here: here.additionalProperties ?? {} };
        here = (name === undefined ? here.items : here.properties?.[name]) ?? {};
        place += name === undefined ? "[]" : step;
        rest = rest.slice(step.length);
    }
    return { place, here };
}
