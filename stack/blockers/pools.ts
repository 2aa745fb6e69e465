import { count } from "../../components/problems/problem.ts";
import type { BlockedDeletion } from "./blocked-deletion.ts";
import { ageOf, foreign, isSlow } from "./deletion.ts";
import type { Finding } from "./findings.ts";
import { finalizer, isDeleted, type Named, type NodeClaim } from "./objects.ts";
import type { Snapshot } from "./snapshot.ts";
import { nodeTermination, terminationOf } from "./termination.ts";

/** Name of a NodeClaim's NodePool; empty if it has none. */
export const poolOf = ({ metadata }: NodeClaim): string => metadata.labels?.["karpenter.sh/nodepool"] ?? "";

/** A NodePool that is being deleted. Each of its NodeClaims holds it. */
export function deletedPool(pool: Named, claims: NodeClaim[], snapshot: Snapshot): BlockedDeletion {
    const { name } = pool.metadata;
    const left: Finding = {
        text: "it has no NodeClaims left: Kubernetes' garbage collector removes it",
        commands: isSlow(pool, snapshot) ? ["kubectl get apiservices"] : [],
        topic: "collector",
    };
    return {
        title: `NodePool ${name}${snapshot.pools.includes(name) ? "" : " (not in the stack file)"}: ${ageOf(pool, snapshot)}`,
        findings: [...(claims.length ? [] : [left]), ...foreign(pool, "nodepool")],
        terminations: claims.map(claim => terminationOf(claim, snapshot)),
    };
}

/** NodeClaims being deleted of a NodePool that stays, or all NodeClaims of one that is gone. */
export function leftoverClaims(
    name: string,
    there: boolean,
    claims: NodeClaim[],
    snapshot: Snapshot,
): BlockedDeletion[] {
    const going = there || name === "" ? claims.filter(isDeleted) : claims;
    if (!going.length) return [];
    const left = count(going.length, "NodeClaim");
    const whose = there ? `NodePool ${name}, which stays` : `NodePool ${name}, which is gone`;
    const title = `${left} ${name ? `of ${whose}` : "without a NodePool"}`;
    return [{ title, findings: [], terminations: going.map(claim => terminationOf(claim, snapshot)) }];
}

/** Nodes with Karpenter's finalizer whose NodeClaims are gone. */
export function nodesWithoutClaim(snapshot: Snapshot): BlockedDeletion[] {
    const { nodes, nodeClaims } = snapshot.objects;
    const known = new Set(nodeClaims.map(({ status }) => status?.providerID));
    const alone = nodes.filter(
        node => isDeleted(node) && node.metadata.finalizers?.includes(finalizer) && !known.has(node.spec?.providerID),
    );
    if (!alone.length) return [];
    const title = `${count(alone.length, "node")} without a NodeClaim`;
    return [{ title, findings: [], terminations: alone.map(node => nodeTermination(node, snapshot)) }];
}
