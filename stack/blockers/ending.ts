import { secondsOf } from "../../components/rules/duration.ts";
import { type Finding, kubectl } from "./findings.ts";
import { conditionOf, finalizer, isDeleted, isTrue, type Node, type NodeClaim, type Objects } from "./objects.ts";
import { drain } from "./pods.ts";
import type { Surroundings } from "./surroundings.ts";
import { at, minute, since } from "./times.ts";
import { attachedVolumes } from "./volumes.ts";

/** A NodeClaim or a node on its way out: how far it is, and what holds it. */
export interface Ending {
    /** `NodeClaim default-x7k2p on node ip-10-0-1-23.ec2.internal` */
    title: string;
    /** How far it is, and when it ends by force. */
    state: string;
    findings: Finding[];
    /** How many pods on the node do not hold it, by the reason. */
    passed: Map<string, number>;
    /** Whether there is no time at which it ends by force. */
    endless: boolean;
}

/** How long a step may take before it is worth a look. */
const patience = 5 * minute;

/** How far a NodeClaim is that its pool takes along, or that is being deleted for itself. */
export function endingOf(claim: NodeClaim, objects: Objects, { now, ...surroundings }: Surroundings): Ending {
    const { name, deletionTimestamp } = claim.metadata;
    const node = objects.nodes.find(({ spec }) => spec?.providerID && spec.providerID === claim.status?.providerID);
    const title = `NodeClaim ${name}${node ? ` on node ${node.metadata.name}` : ", without a node"}`;
    const ending = (state: string, held: Partial<Ending> = {}): Ending => ({
        title,
        state,
        findings: [],
        passed: new Map(),
        endless: false,
        ...held,
    });
    if (deletionTimestamp === undefined)
        return ending("not being deleted yet: Kubernetes' garbage collector does that, or Karpenter, in a moment");
    const deleted = Date.parse(deletionTimestamp);
    const age = `being deleted for ${since(deleted, now)}`;
    const others = foreign(claim, "nodeclaim");
    if (!claim.metadata.finalizers?.includes(finalizer))
        return ending(`${age}: Karpenter is done with it`, { findings: others });
    const forced = forcedEnd(claim);
    const end =
        forced === undefined
            ? "no end by force: it has no terminationGracePeriod"
            : `ends by force at ${at(forced, now)}`;
    const endless = forced === undefined;
    const slow = now - deleted > patience;
    const logs = controllerLogs(name, slow, surroundings);
    if (!node || !isTrue(claim, "Registered")) {
        const { providerID } = claim.status ?? {};
        const state = providerID
            ? "its instance is being terminated"
            : "it has no instance, and goes when Karpenter sees it";
        const terminating = providerID ? instanceFindings(claim, providerID, slow, surroundings) : [];
        return ending(`${age}, ${state}`, { findings: [...terminating, ...logs, ...others] });
    }
    if (!isDeleted(node))
        return ending(`${age}, Karpenter has yet to delete its node; ${end}`, {
            findings: [...logs, ...others],
            endless,
        });
    const pods = podsOn(node, objects);
    if (!isTrue(claim, "Drained")) {
        const { findings, passed } = drain(pods, objects.budgets, now);
        const unexplained = findings.some(({ commands }) => commands.length) ? [] : logs;
        return ending(`${age}, draining; ${end}`, {
            findings: [...findings, ...unexplained, ...others],
            passed,
            endless,
        });
    }
    const detached = conditionOf(claim, "VolumesDetached")?.status;
    if (detached !== "True" && detached !== "False") {
        const volumes = attachedVolumes(node.metadata.name, pods, objects, now);
        const findings = [...(volumes.length ? volumes : logs), ...others];
        return ending(`${age}, drained, waiting for volumes; ${end}`, { findings, endless });
    }
    const findings = [...instanceFindings(claim, claim.status!.providerID!, slow, surroundings), ...logs, ...others];
    return ending(`${age}, drained, its instance is being terminated`, { findings });
}

/** How far a node is whose NodeClaim is gone. Karpenter drains it, and has nothing to end an instance by. */
export function endingOfNode(node: Node, objects: Objects, { now }: Surroundings): Ending {
    const { name, deletionTimestamp } = node.metadata;
    const pods = podsOn(node, objects);
    const { findings, passed } = drain(pods, objects.budgets, now);
    const volumes = attachedVolumes(name, pods, objects, now);
    return {
        title: `Node ${name}, without a NodeClaim`,
        state: `being deleted for ${since(Date.parse(deletionTimestamp!), now)}; no end by force`,
        findings: [...(findings.length ? findings : volumes), ...foreign(node, "node")],
        passed,
        endless: false,
    };
}

const podsOn = ({ metadata }: Node, { pods }: Objects) => pods.filter(({ spec }) => spec.nodeName === metadata.name);

/** When Karpenter stops waiting: as it wrote it down, or as it is about to. */
function forcedEnd({ metadata, spec }: NodeClaim): number | undefined {
    const written = Date.parse(metadata.annotations?.["karpenter.sh/nodeclaim-termination-timestamp"] ?? "");
    if (!Number.isNaN(written)) return written;
    const grace = secondsOf(spec.terminationGracePeriod);
    return grace === undefined ? undefined : Date.parse(metadata.deletionTimestamp!) + grace * 1000;
}

/** EC2 takes a minute or a few; longer is worth a question. */
function instanceFindings(
    claim: NodeClaim,
    providerID: string,
    slow: boolean,
    { aws }: Pick<Surroundings, "aws">,
): Finding[] {
    const id = providerID.split("/").at(-1)!;
    const asked = slow
        ? [`${aws} ec2 describe-instances --instance-ids ${id} --query 'Reservations[].Instances[].State'`]
        : [];
    const begun = conditionOf(claim, "InstanceTerminating")?.lastTransitionTime;
    const text = `instance ${id}: ${begun ? `ended by Karpenter at ${begun}` : "not ended by Karpenter yet"}`;
    return [{ text, commands: asked }];
}

/** What the controller says of an object that takes its time. */
const controllerLogs = (name: string, slow: boolean, { controller }: Pick<Surroundings, "controller">): Finding[] =>
    slow
        ? [
              {
                  text: "the controller's log says what it tries and what AWS answers",
                  commands: [
                      `kubectl -n ${controller.namespace} logs -l app.kubernetes.io/name=karpenter --tail=-1 | grep ${name}`,
                  ],
              },
          ]
        : [];

/** Finalizers of others: whoever put one on has to take it off. */
export function foreign(object: { metadata: NodeClaim["metadata"] }, kind: string): Finding[] {
    const { name, finalizers = [] } = object.metadata;
    const others = finalizers.filter(each => !/^karpenter\.|^(foregroundDeletion|orphan)$/.test(each)).sort();
    if (!others.length) return [];
    return [
        {
            text: `${kind} ${name}: finalizers that are not Karpenter's, for whoever put them there to remove: ${others.join(", ")}`,
            commands: [kubectl(object, "get", kind, name, "-o yaml --show-managed-fields")],
        },
    ];
}
