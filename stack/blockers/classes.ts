import { count } from "../../components/problems/problem.ts";
import type { BlockedDeletion } from "./blocked-deletion.ts";
import { ageOf, foreign, slowness } from "./deletion.ts";
import type { Finding } from "./findings.ts";
import { classFinalizer, isDeleted, type Named, type NodeClaim } from "./objects.ts";
import { poolOf } from "./pools.ts";
import type { Snapshot } from "./snapshot.ts";

/** Maximum number of NodeClaim names listed. */
const most = 5;

/** An EC2NodeClass that is being deleted. Karpenter removes it after the last NodeClaim that refers to it. */
export function deletedClass(nodeClass: Named, snapshot: Snapshot): BlockedDeletion {
    const { name, finalizers = [] } = nodeClass.metadata;
    const claims = snapshot.objects.nodeClaims.filter(({ spec }) => spec.nodeClassRef.name === name);
    const unused = !claims.length && finalizers.includes(classFinalizer);
    const cleanup =
        "no NodeClaim refers to it: Karpenter deletes its instance profiles and launch templates, then releases it";
    return {
        title: `EC2NodeClass ${name}: ${ageOf(nodeClass, snapshot)}`,
        findings: [
            ...[...Map.groupBy(claims, poolOf)].map(([pool, claims]) => use(pool, claims)),
            ...(unused
                ? [{ text: cleanup, commands: slowness(nodeClass, snapshot).flatMap(({ commands }) => commands) }]
                : []),
            ...foreign(nodeClass, "ec2nodeclass"),
        ],
        terminations: [],
    };
}

function use(pool: string, claims: NodeClaim[]): Finding {
    const names = claims.map(({ metadata }) => metadata.name);
    const rest = names.length > most ? ` and ${names.length - most} more` : "";
    const whose = pool ? `NodePool ${pool}` : "no NodePool";
    const staying = claims.filter(claim => !isDeleted(claim)).length;
    const remedy = staying
        ? `; ${staying} of them are not being deleted: delete that pool, or give it another class`
        : "";
    const text = `used by ${count(claims.length, "NodeClaim")} of ${whose}: ${names.slice(0, most).join(", ")}${rest}${remedy}`;
    return { text, commands: [] };
}
