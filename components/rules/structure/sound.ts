import type { KarpenterArgs } from "../../args.ts";
import { isMap } from "../merge.ts";
import { below } from "../path.ts";
import type { Problem } from "../problem.ts";

const kinds = ["nodeClasses", "nodePools", "nodeOverlays"] as const;

/**
 * The arguments as far as their structure is sound: of classes, pools and overlays, an entry that is not becomes one that is not known
 * yet; other groups are left out. Nothing where the cluster's is not, as all else is judged by it.
 */
export function soundPart<Args extends KarpenterArgs>(args: Args, problems: Problem[]): Args | undefined {
    if (problems.length === 0) return args;
    const within = (path: string) =>
        problems.some(
            problem =>
                problem.path === path || (problem.path.startsWith(path) && /[.[]/.test(problem.path[path.length]!)),
        );
    if (within("cluster")) return undefined;
    const unknown = new Promise<never>(() => {});
    const groups = Object.entries(args).flatMap(([group, value]) => {
        const at = below("", group);
        if (!within(at)) return [[group, value]];
        if (!kinds.some(kind => kind === group) || problems.some(({ path }) => path === at) || !isMap(value)) return [];
        const entries = Object.entries(value).map(([name, entry]) => [
            name,
            within(below(group, name)) ? { spec: unknown } : entry,
        ]);
        return [[group, Object.fromEntries(entries)]];
    });
    const sound = Object.fromEntries(groups);
    // Which class a pool means can't be said then.
    if (args.nodeClasses !== undefined && sound.nodeClasses === undefined) delete sound.nodePools;
    return sound;
}
