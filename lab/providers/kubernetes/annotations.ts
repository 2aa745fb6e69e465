import type { Properties } from "../plugin.ts";

const prefix = "pulumi.com/";

/** Supported annotations for the provider; https://www.pulumi.com/registry/packages/kubernetes/annotations/ */
const known = ["autonamed", "deletionPropagationPolicy", "patchForce", "skipAwait", "timeoutSeconds"];

const annotation = (object: Properties, name: string): string | undefined =>
    object.metadata?.annotations?.[prefix + name];

export const isAutonamed = (object: Properties): boolean => annotation(object, "autonamed") === "true";

/** Whether an apply overrides fields with other managers. Off by default. */
export const forces = (object: Properties): boolean => annotation(object, "patchForce") === "true";

export const skipsAwait = (object: Properties): boolean => annotation(object, "skipAwait") === "true";

/** Timeout of an operation in seconds: the program's custom timeout, the annotation, or ten minutes. */
export const timeoutOf = (object: Properties, customTimeout: number): number =>
    customTimeout || Number(annotation(object, "timeoutSeconds") ?? 600);

/** Deletion policy for dependent objects. Defaults to foreground. */
export function propagationOf(object: Properties): "Foreground" | "Background" | "Orphan" {
    const policy = annotation(object, "deletionPropagationPolicy")?.toLowerCase();
    return policy === "orphan" ? "Orphan" : policy === "background" ? "Background" : "Foreground";
}

/** Annotations that the official provider supports and this one does not. */
export const unknownInstructions = (object: Properties): { property: string; reason: string }[] =>
    Object.keys(object.metadata?.annotations ?? {})
        .filter(key => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)))
        .map(key => ({
            property: `metadata.annotations["${key}"]`,
            reason: `it does not know this annotation; it knows ${known.map(name => prefix + name).join(", ")}`,
        }));

/** The object with a generated name, and an annotation that marks it. */
export const withAutoname = (object: Properties, name: string): Properties => ({
    ...object,
    metadata: {
        ...object.metadata,
        name,
        annotations: { ...object.metadata?.annotations, [`${prefix}autonamed`]: "true" },
    },
});
