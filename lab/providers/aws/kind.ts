import type { Properties } from "../plugin.ts";
import type { Aws } from "./aws.ts";
import type { Tags } from "./tags.ts";

/** A resource type: its inputs and its operations in AWS. */
export interface Kind {
    /** Source file of the official provider with the inputs that replace the resource, and with defaults. */
    source: string;
    inputs: Record<string, Input>;
    /** Outputs that are not inputs. */
    outputs: string[];
    /** Creates it and returns its id, which is the official provider's. */
    create(aws: Aws, inputs: Properties, tags: Tags): Promise<string>;
    /**
     * Reads it with all tags; undefined if it does not exist. `last` is the previous state; after a creation, the
     * inputs; in an import, empty. In an import `id` is the official provider's import id, and the `id` in the result
     * replaces it.
     */
    read(aws: Aws, id: string, last: Properties): Promise<Properties | undefined>;
    /** Updates the properties in `changed`. Not called if only tags change. */
    update?(aws: Aws, id: string, inputs: Properties, changed: Set<string>, state: Properties): Promise<void>;
    /** Updates the tags. */
    tag?(aws: Aws, id: string, state: Properties, put: Tags, remove: string[]): Promise<void>;
    /** Deletes it. Errors that mean it no longer exists (`gone`) are ignored. */
    delete(aws: Aws, id: string, state: Properties): Promise<unknown>;
}

/** An input property. */
export interface Input {
    /**
     * `policy` and `json` are strings with JSON; in a policy, the order of lists is ignored. A `set` is a list of
     * strings.
     */
    type: "string" | "number" | "boolean" | "set" | "map" | "policy" | "json";
    required?: true;
    /** Whether a change replaces the resource. */
    replaces?: true;
    default?: string | number | boolean;
    /** If omitted, generated from the resource's name with a random suffix. */
    named?: true;
    /** If omitted, chosen by AWS; then the current value is kept. */
    computed?: true;
}

export const tags: Input = { type: "map" };

/** A name. A change replaces the resource. */
export const name: Input = { type: "string", named: true, replaces: true };
