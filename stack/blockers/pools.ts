import { count } from "../../components/problems/problem.ts";
import { ageOf, foreign, isSlow } from "./deletion.ts";
import { endingOf, endingOfNode } from "./ending.ts";
import type { Finding } from "./findings.ts";
import type { Held } from "./held.ts";
import { finalizer, isDeleted, type Named, type NodeClaim } from "./objects.ts";
import type { Scene } from "./scene.ts";

/** Name of a NodeClaim's NodePool; empty if it has none. */
export const poolOf = ({ metadata }: NodeClaim): string => metadata.labels?.["karpenter.sh/nodepool"] ?? "";

/** A NodePool that is being deleted. Each of its NodeClaims holds it. */
export function goingPool(pool: Named, claims: NodeClaim[], scene: Scene): Held {
    const { name } = pool.metadata;
    const left: Finding = {
        text: "it has no NodeClaims left: Kubernetes' garbage collector removes it",
        commands: isSlow(pool, scene) ? ["kubectl get apiservices"] : [],
        topic: "collector",
    };
    return {
        title: `NodePool ${name}${scene.pools.includes(name) ? "" : " (not in the stack file)"}: ${ageOf(pool, scene)}`,
        findings: [...(claims.length ? [] : [left]), ...foreign(pool, "nodepool")],
        endings: claims.map(claim => endingOf(claim, scene)),
    };
}

/** NodeClaims being deleted of a NodePool that stays, or all NodeClaims of one that is gone. */
export function otherPool(name: string, there: boolean, claims: NodeClaim[], scene: Scene): Held[] {
    const going = there || name === "" ? claims.filter(isDeleted) : claims;
    if (!going.length) return [];
    const left = count(going.length, "NodeClaim");
    const whose = there ? `NodePool ${name}, which stays` : `NodePool ${name}, which is gone`;
    const title = `${left} ${name ? `of ${whose}` : "without a NodePool"}`;
    return [{ title, findings: [], endings: going.map(claim => endingOf(claim, scene)) }];
}

/** Nodes with Karpenter's finalizer whose NodeClaims are gone. */
export function nodesAlone(scene: Scene): Held[] {
    const { nodes, nodeClaims } = scene.objects;
    const known = new Set(nodeClaims.map(({ status }) => status?.providerID));
    const alone = nodes.filter(
        node => isDeleted(node) && node.metadata.finalizers?.includes(finalizer) && !known.has(node.spec?.providerID),
    );
    if (!alone.length) return [];
    const title = `${count(alone.length, "node")} without a NodeClaim`;
    return [{ title, findings: [], endings: alone.map(node => endingOfNode(node, scene)) }];
}
