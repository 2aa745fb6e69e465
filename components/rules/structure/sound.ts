import type { KarpenterArgs } from "../../args.ts";
import { isMap } from "../merge.ts";
import { above, below } from "../path.ts";
import type { Problem } from "../problem.ts";

/** The spec of an entry whose structure is wrong, which is reported: rules skip it like one that is pending. */
export const unsound = new Promise<never>(() => {});

const kinds = ["nodeClasses", "nodePools", "nodeOverlays"] as const;

/**
 * The arguments as far as their structure is sound: of classes, pools and overlays, an entry that is not gets the spec
 * `unsound`; what is wrong in another group is left out of it. Nothing without a cluster's name, as much is judged by that.
 */
export function soundPart<Args extends KarpenterArgs>(args: Args, problems: Problem[]): Args | undefined {
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
        if (kinds.some(kind => kind === group)) return [[group, withUnsound(value, path, within)]];
        const sound = without(value, path);
        return [[group, group === "checks" ? { ...sound, allow: without(value.allow, "checks.allow") } : sound]];
    });
    const sound = Object.fromEntries(groups);
    // Which class a pool means can't be said then.
    if (args.nodeClasses !== undefined && sound.nodeClasses === undefined) delete sound.nodePools;
    return sound;
}

/** The entries of a kind, each that is wrong with the spec `unsound`. */
const withUnsound = (entries: object, path: string, within: Set<string>): object =>
    Object.fromEntries(
        Object.entries(entries).map(([name, entry]) => [
            name,
            within.has(below(path, name)) ? { spec: unsound } : entry,
        ]),
    );
