import type { KarpenterArgs } from "../../args.ts";
import { isMap } from "../../inputs/merge.ts";
import { above, below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";

/** The spec of an entry that fails its schema, which is reported already: rules skip it like a pending one. */
export const invalidSpec = new Promise<never>(() => {});

const kinds = ["nodeClasses", "nodePools", "nodeOverlays"] as const;

/**
 * The arguments without what fails its schema. A class, pool or overlay keeps its name, with `invalidSpec` for its spec; elsewhere the
 * key is omitted. `undefined` where the cluster's name fails, which most rules need.
 */
export function validPart<Args extends KarpenterArgs>(args: Args, problems: Problem[]): Args | undefined {
    if (problems.length === 0) return args;
    const at = new Set(problems.map(({ path }) => path));
    const within = new Set(problems.flatMap(({ path }) => above(path)));
    if (at.has("") || at.has("cluster") || within.has("cluster.name")) return undefined;
    const without = (value: unknown, path: string) =>
        Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([key]) => !within.has(below(path, key))));
    const groups = Object.entries(args).flatMap(([group, value]) => {
        const path = below("", group);
        if (!within.has(path)) return [[group, value]];
        if (at.has(path) || !isMap(value)) return [];
        if (kinds.some(kind => kind === group)) return [[group, withInvalidSpecs(value, path, within)]];
        const valid = without(value, path);
        return [[group, group === "checks" ? { ...valid, allow: without(value.allow, "checks.allow") } : valid]];
    });
    const valid = Object.fromEntries(groups);
    // Pools can't be matched with their classes then.
    if (args.nodeClasses !== undefined && valid.nodeClasses === undefined) delete valid.nodePools;
    return valid;
}

/** The entries of a kind, with `invalidSpec` in each that fails. */
const withInvalidSpecs = (entries: object, path: string, within: Set<string>): object =>
    Object.fromEntries(
        Object.entries(entries).map(([name, entry]) => [
            name,
            within.has(below(path, name)) ? { spec: invalidSpec } : entry,
        ]),
    );
