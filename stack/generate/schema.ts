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

/**
 * The parts of TypeScript's syntax tree that are read here. Its own types are not used: the generator brings its own
 * TypeScript version.
 */
interface Syntax {
    parent?: { type?: unknown; parameters?: { name: { getText(): string } }[] };
    typeName?: { getText(): string };
    typeArguments?: Node[];
}

/** Maps Pulumi's `Input<T>` to `T`, since files have no outputs. */
const inputs = (chain: Chain): SubNodeParser => ({
    supportsNode: node => /^(pulumi\.)?Input$/.test((node as Syntax).typeName?.getText() ?? ""),
    createType(node, context, reference) {
        const type = chain.createType((node as Syntax).typeArguments![0]!, context, reference)!;
        return new AnnotatedType(type, { input: true }, false);
    },
});

/** Keeps an index signature's parameter name as the title of its values, which tables show as `<name>`. */
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

/** Schema of `Quantity`, which is `any` in TypeScript. The pattern is from the CRDs. */
const quantity = {
    type: ["string", "integer"],
    pattern:
        "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
    examples: [100, "1000m", "64Gi"],
};

/** Schema of `Limit`, which is `any` in TypeScript: a quantity or null. */
const limit = { ...quantity, type: [...quantity.type, "null"] };

/** Schema of `OneOrMore`, which is `any` in TypeScript. */
const oneOrMore = {
    anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
    input: true,
};

/** Inlines referenced types: draft-07 ignores keywords next to a `$ref`, descriptions included. */
function inline(schema: unknown, definitions: Definitions): unknown {
    if (Array.isArray(schema)) return schema.map(each => inline(each, definitions));
    if (typeof schema !== "object" || schema === null) return schema;
    const { $ref, const: only, ...own } = schema as Definitions;
    // A constant as an enum with one value, so that readers handle one form only.
    if (typeof only === "string") return { ...own, enum: [only] };
    if (typeof $ref !== "string")
        return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, inline(value, definitions)]));
    const named = definitions[decodeURIComponent($ref.slice("#/definitions/".length))];
    return { ...(inline(named, definitions) as object), ...own };
}

const requiredFirst = ({ properties = {}, required = [] }: Schema): Schema["properties"] =>
    Object.fromEntries([...required, ...Object.keys(properties)].map(group => [group, properties[group]!]));

/** `KubeletConfiguration` is an open map in the CRD of Karpenter 1.15. Rules check its content. */
const preserving = { "x-kubernetes-preserve-unknown-fields": true };

/** JSON Schemas for stack files and the component's arguments, generated from their TypeScript types. */
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
    // A stack file cannot have outputs, and a check does not need descriptions.
    return {
        config: without(schemaOf("StackConfig"), "input") as Schema,
        args: without(schemaOf("KarpenterArgs"), "description", "title") as Schema,
    };
}

/** Removes keywords from a schema. */
function without(schema: unknown, ...keywords: string[]): unknown {
    if (Array.isArray(schema)) return schema.map(each => without(each, ...keywords));
    if (typeof schema !== "object" || schema === null) return schema;
    // A property may be called so itself, and then is a schema.
    const kept = Object.entries(schema).filter(([key, value]) => isSchema(value) || !keywords.includes(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, without(value, ...keywords)]));
}

const isSchema = (value: unknown): boolean => typeof value === "object" && value !== null;

/** JSON Schema of a stack file for editors: groups under their full names, plus Pulumi's own keys. */
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
