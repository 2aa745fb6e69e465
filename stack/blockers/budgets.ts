import { type Finding, kubectl } from "./findings.ts";
import { type Budget, conditionOf, fullName, isTrue, type Pod, type Selector } from "./objects.ts";

/**
 * PodDisruptionBudgets that block a running pod's eviction, judged as the API server does.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/pod/storage/eviction.go
 */
export function budgetsThatHold(pod: Pod, budgets: Budget[]): Finding[] {
    // A pod that has not started yet can always be evicted.
    if (pod.status?.phase === "Pending") return [];
    const own = budgets.filter(
        ({ metadata, spec }) => metadata.namespace === pod.metadata.namespace && selects(spec.selector, pod),
    );
    const names = own.map(({ metadata }) => metadata.name).sort();
    if (own.length > 1)
        return [
            {
                text: `pod ${fullName(pod)}: ${own.length} PodDisruptionBudgets select it: ${names.join(", ")}`,
                commands: [kubectl(pod, "get pdb", ...names, "-o yaml"), kubectl(pod, "delete pod", pod.metadata.name)],
                topic: "twoBudgets",
            },
        ];
    const [budget] = own;
    return budget && holds(budget, pod) ? [finding(budget, pod)] : [];
}

function holds({ metadata, spec, status = {} }: Budget, pod: Pod): boolean {
    const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0, observedGeneration = 0 } = status;
    if (!isTrue(pod, "Ready")) {
        if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return false;
        if (currentHealthy >= desiredHealthy && desiredHealthy > 0) return false;
    }
    return disruptionsAllowed <= 0 || observedGeneration < (metadata.generation ?? 0);
}

function finding(budget: Budget, pod: Pod): Finding {
    const { name } = budget.metadata;
    const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0, expectedPods = 0 } = budget.status ?? {};
    const blockedBy = (text: string, commands: string[]): Finding => ({
        text: `pod ${fullName(pod)}: PodDisruptionBudget ${name} ${text}`,
        commands,
        topic: "budget",
    });
    const failed = conditionOf(budget, "DisruptionAllowed");
    if (failed?.reason === "SyncFailed")
        return blockedBy(
            `allows 0 disruptions, since Kubernetes can't count its pods: ${failed.message ?? "SyncFailed"}`,
            [kubectl(pod, "delete pod", pod.metadata.name)],
        );
    if (disruptionsAllowed > 0)
        return blockedBy("was changed, and Kubernetes has not processed it yet", [
            kubectl(budget, "describe pdb", name),
        ]);
    const counts = `${currentHealthy} of ${expectedPods} healthy, ${desiredHealthy} needed`;
    const text = `allows 0 disruptions: ${counts} (${ruleOf(budget)})`;
    const relax = (spec: object) => kubectl(budget, `patch pdb ${name} --type merge -p '${JSON.stringify({ spec })}'`);
    if (!isTrue(pod, "Ready"))
        return blockedBy(`${text}; the pod itself is not ready`, [
            relax({ unhealthyPodEvictionPolicy: "AlwaysAllow" }),
        ]);
    const relaxed = relax(
        budget.spec.maxUnavailable === undefined
            ? { minAvailable: Math.max(0, currentHealthy - 1) }
            : { maxUnavailable: expectedPods - currentHealthy + 1 },
    );
    if (currentHealthy < expectedPods)
        return blockedBy(text, [kubectl(budget, "get pods", ...labelsOf(budget.spec.selector)), relaxed]);
    const workload = workloadOf(pod);
    const more = expectedPods + 1;
    return workload && needed(budget, more) < more
        ? blockedBy(text, [kubectl(pod, `scale ${workload} --replicas=${more}`), relaxed])
        : blockedBy(text, [relaxed]);
}

const ruleOf = ({ spec }: Budget): string =>
    spec.maxUnavailable === undefined
        ? `minAvailable: ${spec.minAvailable ?? 1}`
        : `maxUnavailable: ${spec.maxUnavailable}`;

/** Number of healthy pods the budget requires of a given total. */
function needed({ spec: { minAvailable, maxUnavailable } }: Budget, pods: number): number {
    const part = (value: number | string) =>
        typeof value === "number" ? value : Math.ceil((Number.parseInt(value, 10) / 100) * pods);
    return maxUnavailable === undefined ? part(minAvailable ?? 1) : pods - part(maxUnavailable);
}

/**
 * The workload as `kubectl scale` takes it. A Deployment's ReplicaSet is named after the Deployment and the pods'
 * hash.
 */
function workloadOf({ metadata }: Pod): string | undefined {
    const hash = metadata.labels?.["pod-template-hash"];
    for (const { kind, name } of metadata.ownerReferences ?? []) {
        if (kind === "StatefulSet") return `statefulset/${name}`;
        if (kind === "ReplicaSet")
            return hash && name.endsWith(`-${hash}`)
                ? `deployment/${name.slice(0, -hash.length - 1)}`
                : `replicaset/${name}`;
    }
    return undefined;
}

const labelsOf = ({ matchLabels = {} }: Selector = {}): string[] => {
    const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
    return labels.length ? ["-l", labels.sort().join(",")] : [];
};

/** Whether a selector matches a pod. An empty selector matches every pod, a missing one none. */
function selects(selector: Selector | undefined, { metadata: { labels = {} } }: Pod): boolean {
    if (!selector) return false;
    const { matchLabels = {}, matchExpressions = [] } = selector;
    return (
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
        matchExpressions.every(({ key, operator, values = [] }) => {
            const value = labels[key];
            const among = value !== undefined && values.includes(value);
            if (operator === "In") return among;
            if (operator === "NotIn") return !among;
            return operator === "Exists" ? value !== undefined : value === undefined;
        })
    );
}
