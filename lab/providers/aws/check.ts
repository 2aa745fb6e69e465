import { createHash } from "node:crypto";
import type { Checked, Failure, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import type { Input, Kind } from "./kind.ts";

/** Validates inputs and fills in defaults and a name. */
export function check(
    kind: Kind,
    {
        name,
        oldInputs,
        inputs: given,
        seed,
    }: { name: string; oldInputs: Properties; inputs: Properties; seed: Uint8Array },
): Checked {
    const known = Object.keys(kind.inputs);
    const failures: Failure[] = Object.keys(given)
        .filter(property => !known.includes(property))
        .map(property => ({
            property,
            reason: `"${property}" is no property that this plugin knows of; it knows ${known.join(", ")} (lab/providers/aws/kinds)`,
        }));
    const inputs: Properties = {};
    for (const [property, input] of Object.entries(kind.inputs)) {
        const value = given[property] ?? fallback(input, oldInputs[property], name, seed);
        if (value !== undefined) inputs[property] = value;
        const reason = wrong(input, value);
        if (reason) failures.push({ property, reason: `"${property}" ${reason}` });
    }
    return { inputs, failures };
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
    if (hasUnknown(value)) return undefined;
    const right = {
        string: () => typeof value === "string",
        number: () => typeof value === "number",
        boolean: () => typeof value === "boolean",
        set: () => Array.isArray(value),
        map: () => typeof value === "object" && !Array.isArray(value),
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
