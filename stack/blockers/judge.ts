import type { BlockedDeletion } from "./blocked-deletion.ts";
import { deletedClass } from "./classes.ts";
import { controllerFindings } from "./controller.ts";
import type { Finding } from "./findings.ts";
import { fullName, isDeleted, type Named, type Objects } from "./objects.ts";
import { deletedPool, leftoverClaims, nodesWithoutClaim, poolOf } from "./pools.ts";
import type { Context } from "./snapshot.ts";

/** Everything that holds deletions in a cluster. */
export interface Judgement {
    /** Reasons why the controller does not run. Empty if it does, or if nothing waits for it. */
    controller: Finding[];
    blocked: BlockedDeletion[];
    /** NodePools that are not being deleted, with their number of NodeClaims. */
    staying: { name: string; claims: number }[];
}

/** Judges a cluster's objects. The result does not depend on their order. */
export function judge(unsorted: Objects, context: Context): Judgement {
    const objects = sorted(unsorted);
    const controller = controllerFindings(objects, context);
    const snapshot = { ...context, objects, runs: controller.length === 0 };
    const claims = Map.groupBy(objects.nodeClaims, poolOf);
    const going = objects.nodePools.filter(isDeleted);
    const staying = objects.nodePools.filter(pool => !isDeleted(pool)).map(({ metadata }) => metadata.name);
    const gone = [...claims.keys()].filter(name => !objects.nodePools.some(({ metadata }) => metadata.name === name));
    const claimsOf = (name: string) => claims.get(name) ?? [];
    return {
        controller,
        blocked: [
            ...going.map(pool => deletedPool(pool, claimsOf(pool.metadata.name), snapshot)),
            ...gone.sort().flatMap(name => leftoverClaims(name, false, claimsOf(name), snapshot)),
            ...staying.flatMap(name => leftoverClaims(name, true, claimsOf(name), snapshot)),
            ...nodesWithoutClaim(snapshot),
            ...objects.nodeClasses.filter(isDeleted).map(nodeClass => deletedClass(nodeClass, snapshot)),
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
