import * as pulumi from "@pulumi/pulumi";
import { below } from "../components/problems/path.ts";
import type { Problem } from "../components/problems/problem.ts";
import type { StackConfig } from "./config.ts";

/** Values that may be secret, by config group; they stay secret in the state. */
const places: { [group: string]: string } = {
    kubernetes: "kubernetes.kubeconfig",
    install: "install.values",
    nodeClasses: "nodeClasses.<name>.spec",
};

/**
 * Reports a secret in a group whose values are stored in plaintext. Pulumi tells which group contains a secret, not
 * which value.
 */
export function checkSecret(group: string): Problem | undefined {
    if (!isSecret(group) || places[group]) return undefined;
    const message = `contains a secret, which would be stored in plaintext in AWS or the state; secrets are supported in ${Object.values(places).join(", ")}`;
    return { path: below("", group), message };
}

/** Marks values as secret in groups that contain a secret. */
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

/** Marks all values in a list or map as secret. Keys, which are merged by name, stay plain. */
function secretLeaves<T>(value: T): T {
    if (Array.isArray(value)) return value.map(secretLeaves) as T;
    if (typeof value !== "object" || value === null) return pulumi.secret(value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretLeaves(inner)])) as T;
}

/** Pulumi's `isConfigSecret`, which its types omit. */
export const isSecret = (group: string): boolean =>
    (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(`eks-karpenter:${group}`);
