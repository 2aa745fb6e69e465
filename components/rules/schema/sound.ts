import type { KarpenterArgs } from "../../args.ts";
import { isMap } from "../../inputs/merge.ts";
import { above, below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";

const kinds = ["nodeClasses", "nodePools", "nodeOverlays"] as const;

/**
 * The arguments as far as their structure is sound: of classes, pools and overlays, an entry that is not becomes one that is not known
 * yet; what is wrong in another group is left out of it. Nothing without a cluster's name, as much is judged by that.
 */
export function soundPart<Args extends KarpenterArgs>(args: Args, problems: Problem[]): Args | undefined {
    if (problems.length === 0) return args;
    const at = new Set(problems.map(({ path }) => path));
    const within = new Set(problems.flatMap(({ path }) => above(path)));
    if (at.has("cluster") || within.has("cluster.name")) return undefined;
    const without = (value: unknown, path: string) =>
        Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([key]) => !within.has(below(path, key))));
    const groups = Object.entries(args).flatMap(([group, value]) => {
        const path = below("", group);
        if (!within.has(path)) return [[group, value]];
        if (at.has(path) || !isMap(value)) return [];
        if (kinds.some(kind => kind === group)) return [[group, withUnknown(value, path, within)]];
        const sound = without(value, path);
        return [[group, group === "checks" ? { ...sound, allow: without(value.allow, "checks.allow") } : sound]];
    });
    const sound = Object.fromEntries(groups);
    // Which class a pool means can't be said then.
    if (args.nodeClasses !== undefined && sound.nodeClasses === undefined) delete sound.nodePools;
    return sound;
}

/** The entries of a kind, with a spec that is not known in place of one that is wrong. */
function withUnknown(entries: object, path: string, within: Set<string>): object {
    const unknown = { spec: new Promise<never>(() => {}) };
    return Object.fromEntries(
        Object.entries(entries).map(([name, entry]) => [name, within.has(below(path, name)) ? unknown : entry]),
    );
}
