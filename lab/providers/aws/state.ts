import type { Properties } from "../plugin.ts";
import { unknown } from "../unknown.ts";
import { empty, isBlock, same } from "./diff.ts";
import type { Input } from "./kind.ts";

type Inputs = Record<string, Input>;

/** Values as AWS has them. Those that equal the program's keep the program's form, as in the official provider. */
export const inTheFormOf = (last: Properties, known: Inputs, live: Properties): Properties =>
    mapped(live, (property, value) => {
        const input = known[property];
        const before = last[property];
        if (!input || before === undefined || input.type === "url") return value;
        if (input.type === "block") return isBlock(before) ? inTheFormOf(before, input.fields!, value) : value;
        return same(input, value, before) ? before : value;
    });

/** Inputs that match a resource: the program's, with values that were changed elsewhere. */
export const inputsOf = (known: Inputs, state: Properties, oldInputs: Properties): Properties =>
    mapped(known, (property, input: Input) => {
        const [live, old] = [state[property], oldInputs[property]];
        if (same(input, live, old)) return old;
        if (empty(live) || (old === undefined && (input.computed || live === input.default))) return undefined;
        if (input.type !== "block") return live;
        const block = inputsOf(input.fields!, live, isBlock(old) ? old : {});
        return empty(block) ? undefined : block;
    });

/** The state in a preview. Outputs of a new resource or block are unknown, and those that an update changes. */
export function foreseen(
    known: Inputs,
    outputs: string[],
    inputs: Properties,
    state: Properties | undefined,
    recomputed: string[] = [],
): Properties {
    const read = [...outputs, ...Object.keys(known).filter(property => known[property]!.computed)];
    const blocks = mapped(known, (property, { type, fields, outputs = [] }: Input) =>
        type === "block" && isBlock(inputs[property])
            ? foreseen(fields!, outputs, inputs[property], state?.[property])
            : undefined,
    );
    const values = Object.fromEntries(
        read.map(property => [property, !state || recomputed.includes(property) ? unknown : state[property]]),
    );
    return { ...mapped(values, (_, value) => value), ...inputs, ...blocks };
}

/** An object with other values; undefined ones are omitted. */
const mapped = (object: Properties, change: (key: string, value: any) => unknown): Properties =>
    Object.fromEntries(
        Object.entries(object)
            .map(([key, value]) => [key, value === undefined ? undefined : change(key, value)])
            .filter(([, value]) => value !== undefined),
    );
