import * as pulumi from "@pulumi/pulumi";
import { secretText } from "../file/stack-file.ts";

const { specialSigKey, specialSecretSig, specialResourceSig, specialOutputValueSig, unknownValue } = pulumi.runtime;

/** What stands for the code of a dynamic provider. */
export const codeText = "[code]";

/** What stands for what is known only once it is deployed. */
export const unknownText = "[unknown]";

/** A value of a registration as a person is to see it: no secrets, no markers of Pulumi's protocol. */
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
