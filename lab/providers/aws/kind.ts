import type { Properties } from "../plugin.ts";
import type { Aws } from "./aws.ts";
import type { Tags } from "./tags.ts";

/** A type of resource: what it takes, and what is done to AWS for it. */
export interface Kind {
    /** Where the official provider says which of the inputs replace the resource, and what their defaults are. */
    source: string;
    inputs: Record<string, Input>;
    /** The outputs that are not inputs. */
    outputs: string[];
    /** Makes it, and gives the id that the official provider gives it. */
    create(aws: Aws, inputs: Properties, tags: Tags): Promise<string>;
    /**
     * What AWS has of it, nothing when it is gone, with all of its tags. `last` is the state before, the inputs after a creation, and
     * empty in an import, where `id` is the official provider's import id; the `id` in what is read is the one that it will have.
     */
    read(aws: Aws, id: string, last: Properties): Promise<Properties | undefined>;
    /** Changes what `changed` names. Not called for tags alone. */
    update?(aws: Aws, id: string, inputs: Properties, changed: Set<string>, state: Properties): Promise<void>;
    /** Changes the tags. */
    tag?(aws: Aws, id: string, state: Properties, put: Tags, remove: string[]): Promise<void>;
    /** Deletes it. An error by which AWS says that it is gone already (`gone`) is passed over. */
    delete(aws: Aws, id: string, state: Properties): Promise<unknown>;
}

/** An input of a resource. */
export interface Input {
    /** `policy` and `json` are strings that hold JSON: in a policy the order of a list says nothing. A `set` is a list of strings. */
    type: "string" | "number" | "boolean" | "set" | "map" | "policy" | "json";
    required?: true;
    /** Whether a change replaces the resource. */
    replaces?: true;
    default?: string | number | boolean;
    /** Gets a name from the resource's, with a random end, where the program leaves it out. */
    named?: true;
    /** What AWS chooses where the program leaves it out: then whatever is there, stays. */
    computed?: true;
}

export const tags: Input = { type: "map" };

/** A name that replaces, as all of them do. */
export const name: Input = { type: "string", named: true, replaces: true };
