import {
    AnnotatedType,
    createFormatter,
    createParser,
    createProgram,
    DEFAULT_CONFIG,
    type MutableParser,
    type Schema,
    SchemaGenerator,
    type SubNodeParser,
} from "ts-json-schema-generator";

type Chain = SubNodeParser & MutableParser;
type Node = Parameters<SubNodeParser["supportsNode"]>[0];
type Definitions = { [name: string]: unknown };

/** What the reader of a syntax tree needs of TypeScript's own types, whose version is the generator's and not ours. */
interface Syntax {
    parent?: { type?: unknown; parameters?: { name: { getText(): string } }[] };
    typeName?: { getText(): string };
    typeArguments?: Node[];
}

/** Reads Pulumi's `Input<T>` as a `T` for which an output may stand. */
const inputs = (chain: Chain): SubNodeParser => ({
    supportsNode: node => /^(pulumi\.)?Input$/.test((node as Syntax).typeName?.getText() ?? ""),
    createType(node, context, reference) {
        const type = chain.createType((node as Syntax).typeArguments![0]!, context, reference)!;
        return new AnnotatedType(type, { input: true }, false);
    },
});

/** Keeps the name that an index signature gives its keys, as the title of what they hold: tables show it as `<name>`. */
function keyNames(chain: Chain): SubNodeParser {
    const entered = new Set<Node>();
    const keyName = (node: Node) => {
        const { parent } = node as Syntax;
        return parent?.type === node ? parent.parameters?.[0]?.name.getText() : undefined;
    };
    return {
        supportsNode: node => keyName(node) !== undefined && !entered.has(node),
        createType(node, context, reference) {
            entered.add(node);
            const type = chain.createType(node, context, reference)!;
            entered.delete(node);
            return new AnnotatedType(type, { title: keyName(node)! }, false);
        },
    };
}

/** `Quantity` is `any` in TypeScript. The pattern is the CRDs'. */
const quantity = {
    type: ["string", "integer"],
    pattern:
        "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
    examples: [100, "1000m", "64Gi"],
};

/** `Limit` is `any` in TypeScript: a quantity, or nothing. */
const limit = { ...quantity, type: [...quantity.type, "null"] };

/** `OneOrMore` is `any` in TypeScript. */
const oneOrMore = {
    anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
    input: true,
};

/** A type that others name is written where they name it: draft-07 ignores what stands beside a `$ref`, descriptions too. */
function inline(schema: unknown, definitions: Definitions): unknown {
    if (Array.isArray(schema)) return schema.map(each => inline(each, definitions));
    if (typeof schema !== "object" || schema === null) return schema;
    const { $ref, const: only, ...own } = schema as Definitions;
    // An enum of one value, for readers to have a single case.
    if (typeof only === "string") return { ...own, enum: [only] };
    if (typeof $ref !== "string")
        return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, inline(value, definitions)]));
    const named = definitions[decodeURIComponent($ref.slice("#/definitions/".length))];
    return { ...(inline(named, definitions) as object), ...own };
}

const requiredFirst = ({ properties = {}, required = [] }: Schema): Schema["properties"] =>
    Object.fromEntries([...required, ...Object.keys(properties)].map(group => [group, properties[group]!]));

/** `KubeletConfiguration` is an open map in the CRD of Karpenter 1.15. Rules judge what is in it. */
const preserving = { "x-kubernetes-preserve-unknown-fields": true };

/** The JSON Schemas of what a stack file and the component's arguments hold, from their TypeScript. */
export function schemas(): { config: Schema; args: Schema } {
    const config = {
        ...DEFAULT_CONFIG,
        path: "stack/config.ts",
        type: "StackConfig",
        tsconfig: "stack/generate/tsconfig.json",
        skipTypeCheck: true,
    };
    const program = createProgram(config);
    const parser = createParser(program, config, chain => {
        chain.addNodeParser(keyNames(chain as Chain));
        chain.addNodeParser(inputs(chain as Chain));
    });
    const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
    const schemaOf = (type: string): Schema => {
        const { definitions = {} } = generator.createSchema(type) as { definitions?: Definitions };
        const kubelet = { ...(definitions.KubeletConfiguration as object), ...preserving };
        const named = {
            ...definitions,
            Quantity: quantity,
            Limit: limit,
            OneOrMore: oneOrMore,
            KubeletConfiguration: kubelet,
        };
        const schema = inline(definitions[type], named) as Schema;
        return { ...schema, properties: requiredFirst(schema) };
    };
    // A file has no outputs, and a check no readers.
    return {
        config: without(schemaOf("StackConfig"), "input") as Schema,
        args: without(schemaOf("KarpenterArgs"), "description", "title") as Schema,
    };
}

/** A schema without some keywords. */
function without(schema: unknown, ...keywords: string[]): unknown {
    if (Array.isArray(schema)) return schema.map(each => without(each, ...keywords));
    if (typeof schema !== "object" || schema === null) return schema;
    // A property may be called so itself, and then is a schema.
    const kept = Object.entries(schema).filter(([key, value]) => isSchema(value) || !keywords.includes(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, without(value, ...keywords)]));
}

const isSchema = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The JSON Schema of a stack file, for editors: groups under their full names, and room for what else Pulumi keeps there. */
export function stackFileSchema({ properties = {}, required = [] }: Schema): Schema {
    const key = (group: string) => `eks-karpenter:${group}`;
    const groups = Object.entries(structuredClone(properties)).map(([group, schema]) => [key(group), schema]);
    const config = Object.fromEntries(groups) as { [key: string]: Schema };
    const kubernetes = config[key("kubernetes")]!.properties as { [key: string]: Schema };
    const { description, ...text } = kubernetes.kubeconfig!;
    kubernetes.kubeconfig = { description, anyOf: [text, { $ref: "#/definitions/secret" }] };
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "A stack of eks-karpenter",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: config,
                patternProperties: { "^(?!eks-karpenter:)": {} },
                additionalProperties: false,
                required: required.map(key),
            },
        },
        required: ["config"],
        definitions: {
            secret: {
                description: "A value that `pulumi config set --secret --path` encrypted.",
                type: "object",
                properties: { secure: { type: "string" } },
                required: ["secure"],
                additionalProperties: false,
            },
        },
    };
}
