import * as pulumi from "@pulumi/pulumi";
import { secretText } from "../file/stack-file.ts";

const { specialSigKey, specialSecretSig, specialResourceSig, specialOutputValueSig, unknownValue } = pulumi.runtime;

/** Placeholder for the code of a dynamic provider. */
export const codeText = "[code]";

/** Placeholder for values that are known only after deployment. */
export const unknownText = "[unknown]";

/** A registered value for display, without secrets and Pulumi's protocol markers. */
export function shown(value: any): any {
    if (typeof value === "string") return value === unknownValue ? unknownText : value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(shown);
    const { [specialSigKey]: kind, ...rest } = value;
    if (kind === specialSecretSig) return secretText;
    if (kind === specialResourceSig) return rest.urn;
    if (kind === specialOutputValueSig) return rest.secret ? secretText : shown(rest.value ?? unknownValue);
    for (const key in rest) rest[key] = shown(rest[key]);
    return rest;
}
