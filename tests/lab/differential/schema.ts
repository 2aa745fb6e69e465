/** As much of a CRD's OpenAPI schema as Karpenter's use. */
export interface Schema {
    type?: string;
    format?: string;
    default?: unknown;
    enum?: string[];
    pattern?: string;
    minimum?: number;
    maximum?: number;
    minLength?: number;
    maxLength?: number;
    minItems?: number;
    maxItems?: number;
    maxProperties?: number;
    items?: Schema;
    properties?: { [key: string]: Schema };
    required?: string[];
    additionalProperties?: Schema;
    "x-kubernetes-int-or-string"?: boolean;
    "x-kubernetes-list-type"?: string;
    "x-kubernetes-preserve-unknown-fields"?: boolean;
    "x-kubernetes-validations"?: { rule: string; message: string }[];
}

export type Path = (string | number)[];

/** A value in a document, and the schema that judges it. */
export interface Place {
    path: Path;
    schema: Schema;
    value: unknown;
}

export const isMap = (value: unknown): value is { [key: string]: unknown } =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Every value of a document that a schema says something of. */
export function* places(value: unknown, schema: Schema, path: Path = []): Generator<Place> {
    yield { path, schema, value };
    if (Array.isArray(value) && schema.items)
        for (const [index, item] of value.entries()) yield* places(item, schema.items, [...path, index]);
    if (isMap(value))
        for (const [key, each] of Object.entries(value)) {
            const below = schema.properties?.[key] ?? schema.additionalProperties;
            if (below) yield* places(each, below, [...path, key]);
        }
}

/** The place in any document: `[]` stands for every item, `*` for every key of a map. */
export function everywhere(path: Path, schema: Schema): string {
    let at = "";
    let here: Schema | undefined = schema;
    for (const step of path) {
        const named: Schema | undefined = here?.properties?.[step];
        at += typeof step === "number" ? "[]" : `.${named ? step : "*"}`;
        here = typeof step === "number" ? here?.items : (named ?? here?.additionalProperties);
    }
    return at;
}
