import type { Properties } from "../plugin.ts";

const prefix = "pulumi.com/";

/** The annotations by which a program tells the provider what to do; https://www.pulumi.com/registry/packages/kubernetes/annotations/ */
const known = ["autonamed", "deletionPropagationPolicy", "patchForce", "skipAwait", "timeoutSeconds"];

const annotation = (object: Properties, name: string): string | undefined =>
    object.metadata?.annotations?.[prefix + name];

export const isAutonamed = (object: Properties): boolean => annotation(object, "autonamed") === "true";

/** Whether an apply takes fields over that others own; not by default. */
export const forces = (object: Properties): boolean => annotation(object, "patchForce") === "true";

export const skipsAwait = (object: Properties): boolean => annotation(object, "skipAwait") === "true";

/** Seconds an operation may take: the program's custom timeout, or the annotation, or ten minutes. */
export const timeoutOf = (object: Properties, customTimeout: number): number =>
    customTimeout || Number(annotation(object, "timeoutSeconds") ?? 600);

/** What becomes of the objects that this one owns: they go first by default, as with `foreground`. */
export function propagationOf(object: Properties): "Foreground" | "Background" | "Orphan" {
    const policy = annotation(object, "deletionPropagationPolicy")?.toLowerCase();
    return policy === "orphan" ? "Orphan" : policy === "background" ? "Background" : "Foreground";
}

/** Instructions that the official provider has and this plugin does not. */
export const unknownInstructions = (object: Properties): { property: string; reason: string }[] =>
    Object.keys(object.metadata?.annotations ?? {})
        .filter(key => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)))
        .map(key => ({
            property: `metadata.annotations["${key}"]`,
            reason: `it does not know this annotation; it knows ${known.map(name => prefix + name).join(", ")}`,
        }));

/** The object with a name of its own, marked as such. */
export const withAutoname = (object: Properties, name: string): Properties => ({
    ...object,
    metadata: {
        ...object.metadata,
        name,
        annotations: { ...object.metadata?.annotations, [`${prefix}autonamed`]: "true" },
    },
});
