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
    /** Outputs that a change makes unknown in a preview. Others keep their values. */
    recomputed?(changed: Set<string>, inputs: Properties): string[];
    /** Creates it and returns its id, which is the official provider's. */
    create(aws: Aws, inputs: Properties, tags: Tags): Promise<string>;
    /** Waits until a created one is ready for use. */
    ready?(aws: Aws, id: string): Promise<void>;
    /**
     * Reads it with all tags; undefined if it does not exist. `last` is the previous state; after a creation, the
     * inputs; in an import, empty. In an import `id` is the official provider's import id, and the `id` in the result
     * replaces it.
     */
    read(aws: Aws, id: string, last: Properties): Promise<Properties | undefined>;
    /** Updates the properties in `changed`, with paths such as `vpcConfig.subnetIds`. Not called if only tags change. */
    update?(aws: Aws, id: string, inputs: Properties, changed: Set<string>, state: Properties): Promise<void>;
    /** Updates the tags. */
    tag?(aws: Aws, id: string, state: Properties, put: Tags, remove: string[]): Promise<void>;
    /** Deletes it. Errors that mean it no longer exists (`gone`) are ignored. */
    delete(aws: Aws, id: string, state: Properties): Promise<unknown>;
}

/** An input property. */
export interface Input {
    /**
     * `policy` and `json` are strings with JSON; in a policy, the order of lists is ignored. The order of a `set`
     * does not matter. A `block` has `fields`, as have the members of a list or set of blocks. AWS drops the
     * `https://` of a `url`.
     */
    type: "string" | "number" | "boolean" | "list" | "set" | "map" | "policy" | "json" | "url" | "block";
    fields?: Record<string, Input>;
    /** Outputs of a block that are not inputs. */
    outputs?: string[];
    required?: true;
    /** Whether a change replaces the resource; of a block, a change of any field. */
    replaces?: true | "if removed";
    default?: string | number | boolean;
    /** If omitted, generated from the resource's name with a random suffix. */
    named?: true;
    /** If omitted, chosen by AWS; then the current value is kept. */
    computed?: true;
}

export const tags: Input = { type: "map" };

/** A name. A change replaces the resource. */
export const name: Input = { type: "string", named: true, replaces: true };

/** A required input. A change replaces the resource. */
export const fixed: Input = { type: "string", required: true, replaces: true };
