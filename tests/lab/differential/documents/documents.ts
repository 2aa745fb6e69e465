import type { KarpenterArgs } from "../../../../components/args.ts";
import type { Version } from "../../../../lab/tools/tools.ts";
import { isMap } from "../schema.ts";

export const kinds = ["NodePool", "EC2NodeClass", "NodeOverlay"] as const;
export type Kind = (typeof kinds)[number];

/** An entry of a stack, as its user writes it. */
export interface Entry {
    kind: Kind;
    name: string;
    labels?: unknown;
    annotations?: unknown;
    spec: any;
    /** The node classes beside a pool. */
    classes?: string[];
    /** What the stack says for all classes. */
    stack?: Pick<KarpenterArgs, "tags" | "discovery">;
}

/** What is set in an entry, by paths: `[]` appends to a list, undefined takes out. */
export interface Edit {
    [path: string]: unknown;
}

/** What entries of a kind are made from. */
export interface Documents {
    /** Specs that the API server takes; together they have every field. */
    valid: (version: Version) => { [field: string]: any }[];
    /** Edits of the first of them which a rule of the CRD, or of Kubernetes, says something of. */
    telling: Edit[];
}

/** The same path with one value after the other. */
export const each = (path: string, values: readonly unknown[]): Edit[] => values.map(value => ({ [path]: value }));

/** Sets what an edit says, in place. */
export function apply(entry: Entry, edit: Edit): void {
    for (const [path, value] of Object.entries(edit)) set(entry, path.split("."), structuredClone(value));
}

function set(target: any, [step = "", ...rest]: string[], value: unknown): void {
    const key = step.replace("[]", "");
    const there = target[key];
    if (step.endsWith("[]")) target[key] = [...(Array.isArray(there) ? there : []), value];
    else if (rest.length) {
        if (!isMap(there)) target[key] = {};
        set(target[key], rest, value);
    } else if (value === undefined) delete target[key];
    else target[key] = value;
}
