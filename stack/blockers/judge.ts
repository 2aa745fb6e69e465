import { goingClass } from "./classes.ts";
import { controllerFindings } from "./controller.ts";
import type { Finding } from "./findings.ts";
import type { Held } from "./held.ts";
import { fullName, isDeleted, type Named, type Objects } from "./objects.ts";
import { goingPool, nodesAlone, otherPool, poolOf } from "./pools.ts";
import type { Surroundings } from "./scene.ts";

/** Everything that holds deletions in a cluster. */
export interface Judgement {
    /** Reasons why the controller does not run. Empty if it does, or if nothing waits for it. */
    controller: Finding[];
    held: Held[];
    /** NodePools that are not being deleted, with their number of NodeClaims. */
    staying: { name: string; claims: number }[];
}

/** Judges a cluster's objects. The result does not depend on their order. */
export function judge(unsorted: Objects, surroundings: Surroundings): Judgement {
    const objects = sorted(unsorted);
    const controller = controllerFindings(objects, surroundings);
    const scene = { ...surroundings, objects, runs: controller.length === 0 };
    const claims = Map.groupBy(objects.nodeClaims, poolOf);
    const going = objects.nodePools.filter(isDeleted);
    const staying = objects.nodePools.filter(pool => !isDeleted(pool)).map(({ metadata }) => metadata.name);
    const gone = [...claims.keys()].filter(name => !objects.nodePools.some(({ metadata }) => metadata.name === name));
    const claimsOf = (name: string) => claims.get(name) ?? [];
    return {
        controller,
        held: [
            ...going.map(pool => goingPool(pool, claimsOf(pool.metadata.name), scene)),
            ...gone.sort().flatMap(name => otherPool(name, false, claimsOf(name), scene)),
            ...staying.flatMap(name => otherPool(name, true, claimsOf(name), scene)),
            ...nodesAlone(scene),
            ...objects.nodeClasses.filter(isDeleted).map(nodeClass => goingClass(nodeClass, scene)),
        ],
        staying: staying.map(name => ({ name, claims: claimsOf(name).length })),
    };
}

const sorted = (objects: Objects): Objects =>
    Object.fromEntries(
        Object.entries(objects).map(([kind, list]: [string, Named[]]) => [
            kind,
            list.toSorted((a, b) => (fullName(a) < fullName(b) ? -1 : 1)),
        ]),
    ) as unknown as Objects;
