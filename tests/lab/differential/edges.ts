import type { Chance } from "./chance.ts";
import { isMap, type Schema } from "./schema.ts";

/** Values at the edges of what a schema takes, on both sides, made from a value that is there. */
export const edges = (schema: Schema, value: unknown, chance: Chance): unknown[] =>
    unique([null, "", ...chance.several(2, others), ...ofType(schema, value, chance)]).filter(edge => edge !== value);

/** One of each type, most of them of another than what is wanted. */
const others = [1, true, [], {}];

function ofType(schema: Schema, value: unknown, chance: Chance): unknown[] {
    if (schema["x-kubernetes-int-or-string"]) return [...numbers(schema), ...strings(schema, value, chance)];
    switch (schema.type) {
        case "integer":
            return numbers(schema);
        case "string":
            return strings(schema, value, chance);
        case "array":
            return Array.isArray(value) ? lists(schema, value) : [];
        case "object":
            return isMap(value) ? maps(schema, value, chance) : [];
        default:
            return [];
    }
}

const numbers = ({ minimum, maximum }: Schema): unknown[] => [
    ...(minimum === undefined ? [-(2 ** 31), -(2 ** 31) - 1] : [minimum - 1, minimum]),
    // The last of 64 bits that there is as a double, and the next.
    ...(maximum === undefined ? [2 ** 31 - 1, 2 ** 31, 2 ** 63 - 1024, 2 ** 63] : [maximum, maximum + 1]),
    `${minimum ?? 0}`,
    1.5,
];

function strings({ pattern, enum: named, maxLength, format }: Schema, value: unknown, chance: Chance): unknown[] {
    const fitting = pattern ? [0, 1, 2, 3].map(() => chance.matching(pattern)) : ["x"];
    return [
        ...(named ?? []),
        ...fitting,
        ...(named ? [`${value} `, `${value}`.toUpperCase()] : []),
        ...(pattern || format ? chance.several(3, near(`${value}`)) : []),
        ...(maxLength === undefined
            ? []
            : ["x", "é", "😀"].flatMap(c => [c.repeat(maxLength), c.repeat(maxLength + 1)])),
        ...(format === "date-time" ? times : []),
    ];
}

/** What a text becomes by a slip. */
const near = (text: string): string[] => [
    ` ${text}`,
    `${text} `,
    `${text}\n`,
    `\n${text}`,
    `${text}é`,
    `٣${text}`,
    `-${text}`,
    text.slice(1),
    text.slice(0, -1),
    text.toUpperCase(),
];

const times = [
    "2026-01-31T23:59:59Z",
    "2026-01-31t23:59:59z",
    "2026-01-31T23:59:59.123456789Z",
    "2026-01-31T23:59:59+01:00",
    "2026-01-31T23:59:59+99:99",
    "2026-01-31T23:59:59,5Z",
    "2026-01-31T23:59:59",
    "2026-01-31T24:00:00Z",
    "2026-01-31T23:60:00Z",
    "2026-01-31T23:59:60Z",
    "2026-01-31T23:59Z",
    "2026-01-31 23:59:59Z",
    "2026-02-29T00:00:00Z",
    "2024-02-29T00:00:00Z",
    "2026-1-31T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "2026-01-31",
    "2026-01-31T",
    "T00:00:00Z",
    "2026-01-31T00:00:00ZT",
];

function lists({ maxItems, items }: Schema, value: unknown[]): unknown[] {
    const [first = null] = value;
    const repeated = (count: number) => Array.from({ length: count }, () => first);
    return [
        [],
        [null],
        [...value, first],
        [...value, items?.type === "string" ? 1 : "x"],
        value.slice(1),
        ...(maxItems === undefined ? [] : [repeated(maxItems), repeated(maxItems + 1)]),
    ];
}

function maps({ maxProperties, properties = {} }: Schema, value: object, chance: Chance): unknown[] {
    const numbered = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, Object.values(value)[0] ?? "v"]));
    const keys = [...Object.keys(properties).map(key => `${key}s`), "unknown", "constructor", ""];
    return [
        ...chance.several(2, keys).map(key => ({ ...value, [key]: "x" })),
        { ...value, nothing: null },
        ...Object.keys(value).map(key => without(value, key)),
        ...(maxProperties === undefined ? [] : [numbered(maxProperties), numbered(maxProperties + 1)]),
    ];
}

export const without = (value: object, key: string): object =>
    Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));

const unique = (values: unknown[]): unknown[] => [
    ...new Map(values.map(value => [`${JSON.stringify(value)}`, value])).values(),
];

/** A value that fits a schema, as far as its rules do not count. */
export function fitting(schema: Schema, chance: Chance): unknown {
    if (schema.enum) return chance.of(schema.enum);
    if (schema["x-kubernetes-int-or-string"]) return chance.of<unknown>([0, 5, "100m", "64Gi"]);
    switch (schema.type) {
        case "boolean":
            return chance.happens(50);
        case "integer": {
            const { minimum = 0, maximum = minimum + 100 } = schema;
            return minimum + chance.upTo(maximum - minimum);
        }
        case "string":
            return schema.format === "date-time" ? times[0] : textOf(schema, chance);
        case "array":
            return Array.from({ length: 1 + chance.upTo(1) }, () => fitting(schema.items!, chance));
        case "object":
            return mapOf(schema, chance);
        default:
            return chance.of<unknown>(["x", 1, true, { a: ["b"] }]);
    }
}

function textOf({ pattern, maxLength = 60 }: Schema, chance: Chance): string {
    const text = pattern ? chance.matching(pattern) : chance.of(["x", "some-name", "a b", "/dev/xvda", "*"]);
    return text.length > maxLength ? "x" : text;
}

function mapOf({ properties = {}, required = [], additionalProperties: others }: Schema, chance: Chance): object {
    const named = Object.entries(properties)
        .filter(([key]) => required.includes(key) || chance.happens(30))
        .map(([key, each]) => [key, fitting(each, chance)]);
    const keys = ["Name", "team", "cpu", "memory.available", "example.com/team", "nodes"];
    const free = others ? [[chance.of(keys), fitting(others, chance)]] : [];
    return Object.fromEntries([...named, ...free]);
}
