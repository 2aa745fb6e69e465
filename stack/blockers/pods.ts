import { budgetsThatHold } from "./budgets.ts";
import { type Finding, kubectl } from "./findings.ts";
import { type Budget, fullName, isDeleted, type Pod, type Toleration } from "./objects.ts";
import type { Scene } from "./scene.ts";
import { at, goDuration, minute } from "./times.ts";

const doNotDisrupt = "karpenter.sh/do-not-disrupt";

/** Pods on a draining node: findings for each pod that holds it, and the number of others by reason. */
export interface Drain {
    findings: Finding[];
    passed: Map<string, number>;
}

/**
 * Pods that hold a node's drain, judged as Karpenter does.
 * https://github.com/kubernetes-sigs/karpenter/blob/v1.14.3/pkg/utils/pod/scheduling.go
 */
export function drain(pods: Pod[], { objects: { budgets }, now }: Scene): Drain {
    const passed = new Map<string, number>();
    const holding = pods.filter(pod => {
        const reason = passedBy(pod, now);
        if (reason) passed.set(reason, (passed.get(reason) ?? 0) + 1);
        return !reason;
    });
    const turn = Math.min(...holding.map(turnOf));
    const findings = holding
        .sort((a, b) => turnOf(a) - turnOf(b))
        .flatMap(pod => reasons(pod, budgets, now, turnOf(pod) > turn));
    return { findings, passed };
}

/** Reason why a drain does not wait for the pod; undefined if it does. */
export function passedBy(pod: Pod, now: number): string | undefined {
    const { metadata, spec, status } = pod;
    if (status?.phase === "Succeeded" || status?.phase === "Failed") return "ended";
    if (metadata.ownerReferences?.some(({ kind, apiVersion }) => kind === "Node" && apiVersion === "v1"))
        return "static";
    if (spec.tolerations?.some(toleratesDisruption)) return "tolerating karpenter.sh/disrupted";
    if (now - Date.parse(metadata.deletionTimestamp ?? "") > minute)
        return "terminating for longer than Karpenter waits";
    return undefined;
}

const toleratesDisruption = ({ key, operator = "Equal", value = "", effect }: Toleration): boolean =>
    (!key || key === "karpenter.sh/disrupted") &&
    (!effect || effect === "NoSchedule") &&
    (operator === "Exists" || (operator === "Equal" && value === ""));

/** A pod's eviction group. Karpenter evicts workloads before critical system pods, and daemons last in each group. */
function turnOf({ metadata, spec }: Pod): number {
    const critical = /^system-(cluster|node)-critical$/.test(spec.priorityClassName ?? "");
    const daemon = metadata.ownerReferences?.some(({ kind }) => kind === "DaemonSet") ?? false;
    return (critical ? 2 : 0) + (daemon ? 1 : 0);
}

function reasons(pod: Pod, budgets: Budget[], now: number, waits: boolean): Finding[] {
    if (isDeleted(pod)) return [terminating(pod, now)];
    const found = [...annotation(pod, now), ...budgetsThatHold(pod, budgets)];
    if (found.length) return found;
    const text = waits ? "is evicted once the pods above are gone" : "is being evicted; found nothing that blocks it";
    return [{ text: `pod ${fullName(pod)}: ${text}`, commands: [] }];
}

function annotation(pod: Pod, now: number): Finding[] {
    const value = pod.metadata.annotations?.[doNotDisrupt];
    if (value === undefined) return [];
    const duration = goDuration(value);
    // Karpenter ignores a value that is neither `true` nor a duration.
    if (value !== "true" && !duration) return [];
    const { startTime } = pod.status ?? {};
    const end = duration && startTime ? Date.parse(startTime) + duration : undefined;
    if (end !== undefined && end <= now) return [];
    const bare = pod.metadata.ownerReferences?.length ? "" : "; no controller recreates this pod";
    const until = end === undefined ? "" : `, until ${at(end, now)}`;
    return [
        {
            text: `pod ${fullName(pod)}: annotation ${doNotDisrupt}: ${JSON.stringify(value)}${until}${bare}`,
            commands: [kubectl(pod, "annotate pod", pod.metadata.name, `${doNotDisrupt}-`)],
            topic: "annotation",
        },
    ];
}

function terminating(pod: Pod, now: number): Finding {
    const { name, deletionTimestamp, deletionGracePeriodSeconds: grace = 0, finalizers = [] } = pod.metadata;
    const end = Date.parse(deletionTimestamp!);
    const held = finalizers.length ? `; finalizers: ${finalizers.join(", ")}` : "";
    return {
        text: `pod ${fullName(pod)}: is terminating, its grace period of ${grace} s ends at ${at(end, now)}${held}`,
        commands: end - now > minute ? [kubectl(pod, `delete pod ${name} --grace-period=30`)] : [],
        topic: "terminating",
    };
}
