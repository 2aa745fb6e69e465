import { events } from "../aws/events.ts";
import { limits, namesOf, PolicyPart } from "../aws/names.ts";
import type { NamesArgs } from "../aws/names-args.ts";
import { type Problem, show } from "../problems/problem.ts";

const iamName = /^[\w+=,.@-]+$/;

/** Names of the user's that AWS would refuse. Those made here always fit. */
export function checkNames(cluster: string, names: NamesArgs): Problem[] {
    const longest = (suffixes: string[]) => 1 + Math.max(...suffixes.map(suffix => suffix.length));
    const bounds: [keyof NamesArgs, number, RegExp, string][] = [
        ["nodeRole", limits.role, iamName, "letters, digits and +=,.@_-"],
        ["controllerRole", limits.role, iamName, "letters, digits and +=,.@_-"],
        ["policies", limits.policy - longest(Object.values(PolicyPart)), iamName, "letters, digits and +=,.@_-"],
        ["queue", limits.queue, /^[\w-]+$/, "letters, digits, _ and -"],
        ["rules", limits.rule - longest(Object.keys(events)), /^[\w.-]+$/, "letters, digits and ._-"],
    ];
    const { nodeRole, controllerRole } = namesOf(cluster, names, "");
    const one = nodeRole === controllerRole;
    const same = {
        path: "names.controllerRole",
        message: `found ${show(nodeRole)}, which is the node role's name too`,
    };
    const wrong = bounds.flatMap(([key, limit, pattern, allowed]) => {
        const found = names[key];
        if (typeof found !== "string" || (found.length <= limit && pattern.test(found))) return [];
        const path = `names.${key}`;
        return [{ path, message: `found ${show(found)}, expected 1 to ${limit} of ${allowed}` }];
    });
    return one ? [...wrong, same] : wrong;
}
