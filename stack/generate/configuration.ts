import type { Schema } from "ts-json-schema-generator";
import { between, cell } from "./between.ts";

type Row = [path: string, type: string, description: string];

function typeOf({ type, enum: allowed, anyOf, items }: Schema): string {
    if (allowed) return allowed.map(value => `\`${value}\``).join(", ");
    if (anyOf) return (anyOf as Schema[]).map(typeOf).join(" or ");
    if (type === "array") return `list of ${typeOf(items as Schema).replace(/^(\w+)$/, "$1s")}`;
    return type === undefined ? "any" : [type].flat().join(" or ").replace("object", "map");
}

/** Rows for the keys below a path. A list is written `[]`, a user-defined name `<name>`. */
function below(path: string, { properties, items, additionalProperties, required = [] }: Schema): Row[] {
    if (items) return below(`${path}[]`, items as Schema);
    if (properties)
        return Object.entries(properties as { [key: string]: Schema }).flatMap(([key, schema]) =>
            rows(`${path}.${key}`, schema, required.includes(key)),
        );
    const own = additionalProperties as Schema | undefined;
    return own?.title ? rows(`${path}.<${own.title}>`, own) : [];
}

/** Rows for a key and all keys below it. A map with user-defined names has only the row of its values. */
function rows(path: string, schema: Schema, required = false): Row[] {
    const { description = "" } = schema;
    const keys = below(path, schema);
    const [[first, ...rest] = [], ...others] = keys;
    if (first?.startsWith(`${path}.<`)) return [[first, rest[0]!, description || rest[1]!], ...others];
    return [[path, typeOf(schema) + (required ? ", required" : ""), description], ...keys];
}

function section([group, schema]: [string, Schema]): string {
    const keys = rows(group, schema).filter(([path]) => path !== group);
    const lines = keys.map(([path, ...cells]) => `| \`${path}\` | ${cells.map(cell).join(" | ")} |`);
    const table = ["| key | type | description |", "|---|---|---|", ...lines].join("\n");
    return `## \`${group}\`\n\n${schema.description}\n\n${table}\n`;
}

/** Fills in the configuration page's tables, one for each group. A page without markers is unchanged. */
export const configurationPage = (current: string, { properties = {} }: Schema): string =>
    between(
        current,
        "config",
        Object.entries(properties as { [group: string]: Schema })
            .map(section)
            .join("\n"),
    );
