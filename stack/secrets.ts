import * as pulumi from "@pulumi/pulumi";
import { below } from "../components/problems/path.ts";
import type { Problem } from "../components/problems/problem.ts";
import type { StackConfig } from "./config.ts";

/** Where a value may be secret: what is kept so on its way into the state. */
const places: { [group: string]: string } = {
    kubernetes: "kubernetes.kubeconfig",
    install: "install.values",
    nodeClasses: "nodeClasses.<name>.spec",
};

/** A group with a secret that would stand in the state in clear. Pulumi says only which group has one, not which value. */
export function checkSecret(group: string): Problem | undefined {
    if (!isSecret(group) || places[group]) return undefined;
    const message = `holds a secret, which would be in clear in AWS or the state; secrets go in ${Object.values(places).join(", ")}`;
    return { path: below("", group), message };
}

/** The settings, with what may be secret kept so where its group holds a secret. */
export function withSecrets(settings: StackConfig): StackConfig {
    const { install, nodeClasses = {} } = settings;
    const values = install?.values &&
        isSecret("install") && { install: { ...install, values: secretLeaves(install.values) } };
    if (!isSecret("nodeClasses")) return { ...settings, ...values };
    const specs = Object.entries(nodeClasses).map(([name, nodeClass]) => [
        name,
        { ...nodeClass, spec: secretLeaves(nodeClass.spec) },
    ]);
    return { ...settings, ...values, nodeClasses: Object.fromEntries(specs) };
}

/** The same lists and maps, with every value in them secret; keys, which merge by name, stay plain. */
function secretLeaves<T>(value: T): T {
    if (Array.isArray(value)) return value.map(secretLeaves) as T;
    if (typeof value !== "object" || value === null) return pulumi.secret(value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretLeaves(inner)])) as T;
}

/** Pulumi has this in its runtime, and leaves it out of its types. */
export const isSecret = (group: string): boolean =>
    (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(`eks-karpenter:${group}`);
