import { isMap } from "../../inputs/merge.ts";
import { alternatives, fits, type Schema } from "./expected.ts";
import { re2 } from "./re2.ts";

/** Advice on a value whose type its schema does not allow. */
export function advice(value: unknown, schema: Schema): string {
    const found = alternatives(schema).map(each => fix(value, each));
    const what = found.find(each => each !== undefined);
    return what === undefined ? "" : `; ${what}`;
}

function fix(value: unknown, schema: Schema): string | undefined {
    const { type, items, properties, additionalProperties, required = [] } = schema;
    if (value === null || value === undefined)
        return properties?.spec && required.length === 0
            ? "give it a value ({} for its defaults) or remove the key"
            : "give it a value or remove the key";
    if (isMap(value) && Object.keys(value).some(key => key.startsWith("-"))) return "put a space after the -";
    if (type === "array" && items && fits(value, items) && !isWritten(value)) return "put it in brackets";
    if (Array.isArray(value) && !properties && typeof additionalProperties === "object")
        return "give each entry a name: {NAME: VALUE}";
    if (typeof value === "boolean" && properties?.enabled) return `set enabled: ${value} in it`;
    if (typeof value === "string") return unquoted(value, schema);
    if (typeof value === "number" || typeof value === "boolean") return quoted(value, schema);
    return undefined;
}

/** Whether a string is a quoted list or map. */
const isWritten = (value: unknown): boolean => typeof value === "string" && /^\s*([[{]|- )/.test(value);

function unquoted(text: string, schema: Schema): string | undefined {
    if (!fits("", schema) && /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/.test(text) && fits(JSON.parse(text), schema))
        return "remove the quotes";
    if (!fits([], schema) && !fits({}, schema)) return undefined;
    if (isWritten(text)) return "remove the quotes";
    const [, key] = /^([\w-]+):\S/.exec(text) ?? [];
    const takes = key !== undefined && (!schema.properties || Object.hasOwn(schema.properties, key));
    return takes && fits({}, schema) ? "put a space after the colon" : undefined;
}

const zeros = "put it in quotes: without them YAML drops zeros";

function quoted(value: number | boolean, schema: Schema): string | undefined {
    const { pattern } = schema;
    if (!fits("", schema) || schema.enum) return undefined;
    const matches = (text: string) => pattern === undefined || re2(pattern).test(text);
    if (matches(String(value)))
        return typeof value === "number" && !Number.isInteger(value) ? zeros : "put it in quotes";
    const padded = Array.from({ length: 12 }, (_, most) => "0".repeat(most) + value);
    return padded.some(matches) ? zeros : undefined;
}
