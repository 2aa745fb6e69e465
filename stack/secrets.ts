import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../components/rules/problem.ts";
import type { StackConfig } from "./config.ts";

/** Where a value may be secret: what is kept so on its way into the state. */
const places: { [group: string]: string } = {
    kubernetes: "kubernetes.kubeconfig",
    install: "install.values",
    nodeClasses: "nodeClasses.<name>.spec.userData",
};

/** Groups with a secret that would stand in the state in clear. Pulumi says only which group has one, not which value. */
export const checkSecrets = (settings: StackConfig): Problem[] =>
    Object.keys(settings)
        .filter(group => isSecret(group) && !places[group])
        .map(path => ({
            path,
            message: `holds a secret, which would be in clear in AWS or the state; secrets go in ${Object.values(places).join(", ")}`,
        }));

/** The settings, with what may be secret kept so where its group holds a secret. */
export function withSecrets(settings: StackConfig): StackConfig {
    const { install, nodeClasses = {} } = settings;
    const values =
        install?.values && isSecret("install") ? { install: { ...install, values: secretLeaves(install.values) } } : {};
    if (!isSecret("nodeClasses")) return { ...settings, ...values };
    const classes = Object.entries(nodeClasses).map(([name, nodeClass]) => {
        const { userData } = nodeClass.spec;
        if (userData === undefined) return [name, nodeClass];
        return [name, { ...nodeClass, spec: { ...nodeClass.spec, userData: pulumi.secret(userData) } }];
    });
    return { ...settings, ...values, nodeClasses: Object.fromEntries(classes) };
}

/** The map with every value at its leaves secret; its keys, which merge by name, stay plain. */
const secretLeaves = (map: object): { [key: string]: any } =>
    Object.fromEntries(
        Object.entries(map).map(([key, value]) => [
            key,
            typeof value === "object" && value !== null && !Array.isArray(value)
                ? secretLeaves(value)
                : pulumi.secret(value),
        ]),
    );

/** Pulumi has this in its runtime, and leaves it out of its types. */
export const isSecret = (group: string): boolean =>
    (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(`eks-karpenter:${group}`);
