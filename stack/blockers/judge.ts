import { controllerFindings } from "./controller.ts";
import { type Ending, endingOf, endingOfNode, foreign } from "./ending.ts";
import { type Finding, kubectl } from "./findings.ts";
import { classFinalizer, finalizer, fullName, isDeleted, type Named, type NodeClaim, type Objects } from "./objects.ts";
import type { Surroundings } from "./surroundings.ts";
import { minute, since } from "./times.ts";

/** A NodePool or an EC2NodeClass that something holds, or what is left of one. */
export interface Held {
    title: string;
    findings: Finding[];
    endings: Ending[];
}

/** What holds the deletions in a cluster. */
export interface Judgement {
    /** Why nothing moves at all, where nothing does. */
    controller: Finding[];
    held: Held[];
    /** The NodePools that are not being deleted, with how many NodeClaims they have. */
    staying: { name: string; claims: number }[];
}

const poolLabel = "karpenter.sh/nodepool";

export function judge(given: Objects, surroundings: Surroundings): Judgement {
    const objects = sorted(given);
    const claims = Map.groupBy(objects.nodeClaims, ({ metadata }) => metadata.labels?.[poolLabel] ?? "");
    const pools = new Map(objects.nodePools.map(pool => [pool.metadata.name, pool]));
    const names = [...new Set([...pools.keys(), ...claims.keys()])].sort();
    const going = names.filter(name => pools.get(name) && isDeleted(pools.get(name)!));
    const others = names.filter(name => !going.includes(name));
    const held = [
        ...going.map(name => goingPool(pools.get(name)!, claims.get(name) ?? [], objects, surroundings)),
        ...others.flatMap(name => stayingPool(name, pools.has(name), claims.get(name) ?? [], objects, surroundings)),
        ...nodesAlone(objects, surroundings),
        ...objects.nodeClasses.filter(isDeleted).map(each => goingClass(each, objects, surroundings)),
    ];
    return {
        controller: controllerFindings(objects, surroundings, held.length > 0),
        held,
        staying: others.filter(name => pools.has(name)).map(name => ({ name, claims: claims.get(name)?.length ?? 0 })),
    };
}

const age = ({ metadata }: Named, now: number): string =>
    `being deleted for ${since(Date.parse(metadata.deletionTimestamp!), now)}`;

function goingPool(pool: Named, claims: NodeClaim[], objects: Objects, surroundings: Surroundings): Held {
    const { name } = pool.metadata;
    const { now, pools } = surroundings;
    const stuck = now - Date.parse(pool.metadata.deletionTimestamp!) > 5 * minute;
    const left: Finding = {
        text: "no NodeClaim of it is left: Kubernetes' garbage collector removes it",
        commands: stuck ? ["kubectl get apiservices"] : [],
        topic: "collector",
    };
    return {
        title: `NodePool ${name}${pools.includes(name) ? "" : " (not in the stack file)"}: ${age(pool, now)}`,
        findings: [...(claims.length ? [] : [left]), ...foreign(pool, "nodepool")],
        endings: claims.map(claim => endingOf(claim, objects, surroundings)),
    };
}

/** Of a pool that stays, the NodeClaims that go; of one that is gone, all. */
function stayingPool(
    name: string,
    there: boolean,
    claims: NodeClaim[],
    objects: Objects,
    surroundings: Surroundings,
): Held[] {
    const going = there || name === "" ? claims.filter(isDeleted) : claims;
    if (!going.length) return [];
    const title = !name
        ? `NodeClaims of no NodePool (${going.length})`
        : there
          ? `NodePool ${name}: stays, and ${going.length} of its ${claims.length} NodeClaims are being deleted`
          : `NodePool ${name}: gone, and its NodeClaims are left (${going.length})`;
    return [{ title, findings: [], endings: going.map(claim => endingOf(claim, objects, surroundings)) }];
}

function nodesAlone(objects: Objects, surroundings: Surroundings): Held[] {
    const known = new Set(objects.nodeClaims.map(({ status }) => status?.providerID));
    const alone = objects.nodes.filter(
        node => isDeleted(node) && node.metadata.finalizers?.includes(finalizer) && !known.has(node.spec?.providerID),
    );
    if (!alone.length) return [];
    const title = `Nodes that are being deleted, and have no NodeClaim (${alone.length})`;
    return [{ title, findings: [], endings: alone.map(node => endingOfNode(node, objects, surroundings)) }];
}

function goingClass(nodeClass: Named, objects: Objects, { now, controller }: Surroundings): Held {
    const { name, finalizers = [] } = nodeClass.metadata;
    const claims = objects.nodeClaims.filter(({ spec }) => spec.nodeClassRef.name === name);
    const findings = [...Map.groupBy(claims, ({ metadata }) => metadata.labels?.[poolLabel] ?? "")].map(
        ([pool, claims]): Finding => {
            const going = claims.filter(isDeleted).length;
            const whose = pool ? `of NodePool ${pool}` : "of no NodePool";
            const staying = claims.length - going ? `; ${claims.length - going} of them are not being deleted` : "";
            const text = `${claims.length} NodeClaims ${whose} refer to it: ${claims.map(claim => claim.metadata.name).join(", ")}${staying}`;
            return { text, commands: [] };
        },
    );
    if (!claims.length && finalizers.includes(classFinalizer))
        findings.push({
            text: "no NodeClaim refers to it: Karpenter deletes its instance profiles and launch templates, which needs IAM and EC2 to answer",
            commands: [
                `${kubectl({ metadata: { namespace: controller.namespace } }, "logs -l app.kubernetes.io/name=karpenter --tail=-1")} | grep ${name}`,
            ],
        });
    return {
        title: `EC2NodeClass ${name}: ${age(nodeClass, now)}`,
        findings: [...findings, ...foreign(nodeClass, "ec2nodeclass")],
        endings: [],
    };
}

/** The same objects gives the same judgement, whatever order they came in. */
const sorted = (objects: Objects): Objects =>
    Object.fromEntries(
        Object.entries(objects).map(([kind, list]: [string, Named[]]) => [
            kind,
            list.toSorted((a, b) => (fullName(a) < fullName(b) ? -1 : 1)),
        ]),
    ) as unknown as Objects;
