import { secondsOf } from "../../components/kubernetes/duration.ts";
import { ageOf, foreign, isSlow, slowness } from "./deletion.ts";
import type { Finding } from "./findings.ts";
import { conditionOf, finalizer, isDeleted, isTrue, type Node, type NodeClaim, type Pod } from "./objects.ts";
import { drain } from "./pods.ts";
import type { Snapshot } from "./snapshot.ts";
import { since } from "./times.ts";
import { attachedVolumes } from "./volumes.ts";

/** A NodeClaim or Node that is being terminated: its state, and everything that holds it. */
export interface Termination {
    /** `NodeClaim default-x7k2p on node ip-10-0-1-23.ec2.internal` */
    title: string;
    /** The termination step that it is at. */
    state: string;
    /** Time of forceful termination. Undefined once nothing is left to terminate forcefully. */
    end?: number | "never";
    findings: Finding[];
    /** Number of pods on the node that do not hold it, by reason. */
    skipped?: Map<string, number>;
}

/** The termination of a NodeClaim, deleted by itself or with its NodePool. */
export function terminationOf(claim: NodeClaim, snapshot: Snapshot): Termination {
    const node = snapshot.objects.nodes.find(
        ({ spec }) => spec?.providerID && spec.providerID === claim.status?.providerID,
    );
    const title = `NodeClaim ${claim.metadata.name}${node ? ` on node ${node.metadata.name}` : ", without a node"}`;
    if (!isDeleted(claim)) return { title, state: "not being deleted yet", findings: [uncollected(claim)] };
    const { state, findings, ...termination } = step(claim, node, snapshot);
    return {
        title,
        state: `${ageOf(claim, snapshot)}, ${state}`,
        findings: [...findings, ...foreign(claim, "nodeclaim")],
        ...termination,
    };
}

/**
 * The termination step of a NodeClaim, in the controller's order.
 * https://github.com/kubernetes-sigs/karpenter/blob/v1.14.3/pkg/controllers/nodeclaim/lifecycle/controller.go
 */
function step(claim: NodeClaim, node: Node | undefined, snapshot: Snapshot): Omit<Termination, "title"> {
    if (!claim.metadata.finalizers?.includes(finalizer)) return { state: "released by Karpenter", findings: [] };
    const slow = slowness(claim, snapshot);
    const { providerID } = claim.status ?? {};
    if (!providerID) return { state: "without an instance: Karpenter releases it next", findings: slow };
    const terminating = {
        state: "its instance is being terminated",
        findings: [instance(claim, providerID, snapshot), ...slow],
    };
    if (!node || !isTrue(claim, "Registered")) return terminating;
    const end = forcedEnd(claim) ?? "never";
    if (!isDeleted(node)) return { state: "Karpenter has yet to delete its node", findings: slow, end };
    const pods = podsOn(node, snapshot);
    if (!isTrue(claim, "Drained")) {
        const { findings, skipped } = drain(pods, snapshot);
        const explained = findings.some(({ commands }) => commands.length);
        return { state: "draining", findings: [...findings, ...(explained ? [] : slow)], skipped, end };
    }
    // The condition is False where forceful termination came first.
    if (["True", "False"].includes(conditionOf(claim, "VolumesDetached")?.status ?? ""))
        return { ...terminating, state: `drained, ${terminating.state}` };
    const volumes = attachedVolumes(node, pods, snapshot);
    return { state: "drained, waiting for volumes", findings: volumes.length ? volumes : slow, end };
}

/** The termination of a Node without a NodeClaim. Karpenter drains it and never terminates it forcefully. */
export function nodeTermination(node: Node, snapshot: Snapshot): Termination {
    const pods = podsOn(node, snapshot);
    const { findings, skipped } = drain(pods, snapshot);
    return {
        title: `Node ${node.metadata.name}, without a NodeClaim`,
        state: ageOf(node, snapshot),
        findings: [...(findings.length ? findings : attachedVolumes(node, pods, snapshot)), ...foreign(node, "node")],
        skipped,
    };
}

const podsOn = ({ metadata }: Node, { objects }: Snapshot): Pod[] =>
    objects.pods.filter(({ spec }) => spec.nodeName === metadata.name);

/** Time of forceful termination: the annotated one, or deletion plus `terminationGracePeriod`. */
function forcedEnd({ metadata, spec }: NodeClaim): number | undefined {
    const written = Date.parse(metadata.annotations?.["karpenter.sh/nodeclaim-termination-timestamp"] ?? "");
    if (!Number.isNaN(written)) return written;
    const grace = secondsOf(spec.terminationGracePeriod);
    return grace === undefined ? undefined : Date.parse(metadata.deletionTimestamp!) + grace * 1000;
}

const uncollected = ({ metadata: { name } }: NodeClaim): Finding => ({
    text: `nodeclaim ${name}: Kubernetes' garbage collector deletes it; you can too, and Karpenter still drains it`,
    commands: [`kubectl delete nodeclaim ${name} --wait=false`],
    topic: "collector",
});

/** The instance's termination. EC2 takes a few minutes; after that the command to ask EC2 is shown. */
function instance(claim: NodeClaim, providerID: string, snapshot: Snapshot): Finding {
    const id = providerID.split("/").at(-1)!;
    const begun = conditionOf(claim, "InstanceTerminating")?.lastTransitionTime;
    const state = begun
        ? `terminating for ${since(Date.parse(begun), snapshot.now)}`
        : "Karpenter has yet to terminate it";
    const question = `${snapshot.aws} ec2 describe-instances --instance-ids ${id} --query 'Reservations[].Instances[].State'`;
    return { text: `instance ${id}: ${state}`, commands: isSlow(claim, snapshot) ? [question] : [] };
}
