import type { Schema } from "./expected.ts";

/** Whether a value may be an output: its type is an `Input`, or has no schema. */
const takesOutputs = ({ input, type, anyOf }: Schema): boolean =>
    input === true || (type === undefined && anyOf === undefined);

/** Whether a value may hold outputs at any depth. */
const holdsOutputs = (schema: Schema): boolean => {
    const { items, properties = {}, additionalProperties } = schema;
    const inner = [items ?? [], Object.values(properties), additionalProperties ?? []].flat();
    return inner.some(each => typeof each === "object" && (takesOutputs(each) || holdsOutputs(each)));
};

/** The message for an output or a promise in place of a plain value; none where outputs are allowed. */
export function pending(value: unknown, schema: Schema): string | undefined {
    if (takesOutputs(schema)) return undefined;
    const isOutput = "__pulumiOutput" in (value as object);
    const noun = schema.type === "array" ? "list" : "map";
    const advice = holdsOutputs(schema)
        ? `the ${noun} itself must be plain, its values can be outputs`
        : isOutput
          ? "set the plain value, as it is passed to its resource"
          : "await the promise first";
    return `found ${isOutput ? "an output" : "a promise"}, expected a value known before the deployment; ${advice}`;
}
