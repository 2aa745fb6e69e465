import { objectNames } from "../kubernetes/object-name.ts";
import { type Problem, show } from "../problems/problem.ts";

/** What Kubernetes takes as an object's name: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function checkObjectName(path: string, kind: keyof typeof objectNames, name: string): Problem[] {
    const { pattern, limit, allowed } = objectNames[kind];
    if (name.length <= limit && pattern.test(name)) return [];
    return [{ path, message: `found ${show(name)}, expected a name of at most ${limit} of ${allowed}` }];
}
