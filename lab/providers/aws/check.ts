import { createHash } from "node:crypto";
import type { Checked, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import type { Input, Kind } from "./kind.ts";

/** Validates inputs and fills in defaults and a name. */
export const check = (
    kind: Kind,
    { name, oldInputs, inputs, seed }: { name: string; oldInputs: Properties; inputs: Properties; seed: Uint8Array },
): Checked => complete(kind.inputs, inputs, "", (property, input) => fallback(input, oldInputs[property], name, seed));

/** Validates and completes the inputs of a resource or block. */
function complete(
    inputs: Record<string, Input>,
    given: Properties,
    path: string,
    missing = (_property: string, input: Input): unknown => input.default,
): Checked {
    const known = Object.keys(inputs);
    const checked: Checked = {
        inputs: {},
        failures: Object.keys(given)
            .filter(property => !known.includes(property))
            .map(property => ({
                property: path + property,
                reason: `"${path}${property}" is no property that this plugin knows of; it knows ${known.join(", ")} (lab/providers/aws/kinds)`,
            })),
    };
    /** A block's inputs, completed. */
    const block = (fields: Record<string, Input>, value: unknown, path: string): unknown => {
        if (typeof value !== "object" || value === null) return value;
        const { inputs, failures } = complete(fields, value, path);
        checked.failures.push(...failures);
        return inputs;
    };
    for (const [property, input] of Object.entries(inputs)) {
        const at = path + property;
        const value: unknown = given[property] ?? missing(property, input);
        const reason = wrong(input, value);
        if (reason) checked.failures.push({ property: at, reason: `"${at}" ${reason}` });
        if (value === undefined) continue;
        checked.inputs[property] =
            reason || !input.fields
                ? value
                : Array.isArray(value)
                  ? value.map((member, index) => block(input.fields!, member, `${at}[${index}].`))
                  : block(input.fields, value, `${at}.`);
    }
    return checked;
}

/** A default value. A generated name is kept. */
function fallback(input: Input, old: unknown, name: string, seed: Uint8Array): unknown {
    if (!input.named) return input.default;
    return autonamed(name, old) ? old : `${name}-${createHash("sha256").update(seed).digest("hex").slice(0, 7)}`;
}

/**
 * Whether a name was generated from the resource's:
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export const autonamed = (name: string, value: unknown): boolean =>
    typeof value === "string" && value.startsWith(`${name}-`) && /^[0-9a-f]{7}$/.test(value.slice(name.length + 1));

function wrong({ type, required }: Input, value: any): string | undefined {
    if (value === undefined || value === null) return required ? "is required" : undefined;
    if (typeof value === "string" && hasUnknown(value)) return undefined;
    const right = {
        string: () => typeof value === "string",
        number: () => typeof value === "number",
        boolean: () => typeof value === "boolean",
        url: () => typeof value === "string",
        list: () => Array.isArray(value),
        set: () => Array.isArray(value),
        map: () => typeof value === "object" && !Array.isArray(value),
        block: () => typeof value === "object" && !Array.isArray(value),
        policy: () => isJson(value),
        json: () => isJson(value),
    }[type];
    if (right()) return undefined;
    const expected = type === "policy" || type === "json" ? "a string of JSON" : `a ${type}`;
    return `is to be ${expected}, found ${JSON.stringify(value)}`;
}

function isJson(value: unknown): boolean {
    if (typeof value !== "string") return false;
    try {
        JSON.parse(value);
        return true;
    } catch {
        return false;
    }
}
