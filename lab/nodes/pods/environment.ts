import type { V1Container, V1EnvVarSource, V1Pod } from "@kubernetes/client-node";
import { quantity } from "../../../stack/instances/quantity.ts";

/** Sources of a container's environment outside of its pod. */
export interface Sources {
    configMap(name: string): Promise<Record<string, string>>;
    secret(name: string): Promise<Record<string, string>>;
    /** The node's allocatable resources, used for limits that a container does not set. */
    allocatable: Record<string, string>;
    nodeAddress: string;
    podAddress: string;
}

/** Resolves the environment in a container's spec, as a kubelet does. */
export async function containerEnvironment(
    pod: V1Pod,
    container: V1Container,
    sources: Sources,
): Promise<Record<string, string>> {
    const environment: Record<string, string> = {};
    for (const { prefix = "", configMapRef, secretRef } of container.envFrom ?? []) {
        const from = configMapRef ? sources.configMap(configMapRef.name!) : sources.secret(secretRef!.name!);
        const values = await optional(from, configMapRef?.optional ?? secretRef?.optional);
        for (const [name, value] of Object.entries(values ?? {})) environment[prefix + name] = value;
    }
    for (const { name, value, valueFrom } of container.env ?? []) {
        const found = valueFrom ? await refer(pod, container, valueFrom, sources) : expand(value ?? "", environment);
        if (found !== undefined) environment[name] = found;
    }
    return environment;
}

/** Expands `$(NAME)` to the variable's value and `$$(NAME)` to `$(NAME)`. Unknown names are unchanged. */
export const expand = (text: string, environment: Record<string, string>): string =>
    text.replaceAll(
        /(\$?)\$\(([^)]+)\)/g,
        (whole, escaped, name) => (escaped ? whole.slice(1) : environment[name]) ?? whole,
    );

async function refer(
    pod: V1Pod,
    container: V1Container,
    { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef }: V1EnvVarSource,
    sources: Sources,
): Promise<string | undefined> {
    if (fieldRef) return field(pod, fieldRef.fieldPath, sources);
    if (resourceFieldRef) {
        const of = pod.spec!.containers.find(({ name }) => name === resourceFieldRef.containerName) ?? container;
        return resource(of, resourceFieldRef.resource, String(resourceFieldRef.divisor ?? "0"), sources);
    }
    const reference = configMapKeyRef ?? secretKeyRef;
    if (!reference) throw new Error("a variable must come from a field, a resource, a ConfigMap or a Secret");
    const from = configMapKeyRef ? sources.configMap(reference.name!) : sources.secret(reference.name!);
    const value = (await optional(from, reference.optional))?.[reference.key];
    if (value === undefined && !reference.optional) throw new Error(`no key ${reference.key} in ${reference.name}`);
    return value;
}

function field(pod: V1Pod, path: string, { nodeAddress, podAddress }: Sources): string {
    const fields: Record<string, string | undefined> = {
        "metadata.name": pod.metadata?.name,
        "metadata.namespace": pod.metadata?.namespace,
        "metadata.uid": pod.metadata?.uid,
        "spec.nodeName": pod.spec?.nodeName,
        "spec.serviceAccountName": pod.spec?.serviceAccountName,
        "status.hostIP": nodeAddress,
        "status.podIP": podAddress,
    };
    const [, map, key = ""] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
    if (map) return pod.metadata?.[map as "labels" | "annotations"]?.[key] ?? "";
    if (!(path in fields)) throw new Error(`no field ${path} for a variable`);
    return fields[path] ?? "";
}

/** A container's request or limit in units of the divisor, rounded up. */
function resource({ resources }: V1Container, path: string, divisor: string, { allocatable }: Sources): string {
    const [kind, name = ""] = path.split(/\.(.*)/s);
    const value = kind === "limits" ? (resources?.limits?.[name] ?? allocatable[name]) : resources?.requests?.[name];
    // The subtraction corrects floating-point errors: 0.3 / 0.001 is slightly more than 300.
    return String(Math.ceil(quantity(value ?? "0") / (quantity(divisor) || 1) - 1e-6));
}

async function optional<T>(value: Promise<T>, isOptional = false): Promise<T | undefined> {
    try {
        return await value;
    } catch (error) {
        if (isOptional && (error as { code?: number }).code === 404) return undefined;
        throw error;
    }
}
