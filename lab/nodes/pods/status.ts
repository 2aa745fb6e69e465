import type { V1ContainerStatus, V1Pod, V1PodCondition, V1PodStatus } from "@kubernetes/client-node";

/** A pod's status, computed from its containers as a kubelet does. An unchanged condition keeps its transition time. */
export function podStatus(
    pod: V1Pod,
    containers: V1ContainerStatus[],
    { hostIP, podIP, startTime, ending }: { hostIP: string; podIP: string; startTime: Date; ending: boolean },
    before: V1PodCondition[] = [],
): V1PodStatus {
    const unready = containers.filter(({ ready }) => !ready).map(({ name }) => name);
    const condition = (type: string, met: boolean, otherwise = {}): V1PodCondition => {
        const status = met ? "True" : "False";
        const last = before.find(candidate => candidate.type === type && candidate.status === status);
        return { type, status, lastTransitionTime: last?.lastTransitionTime ?? new Date(), ...(met ? {} : otherwise) };
    };
    const notReady = {
        reason: "ContainersNotReady",
        message: `containers with unready status: [${unready.join(" ")}]`,
    };
    return {
        phase: phase(containers, ending),
        hostIP,
        hostIPs: [{ ip: hostIP }],
        podIP,
        podIPs: [{ ip: podIP }],
        startTime,
        conditions: [
            condition("PodReadyToStartContainers", true),
            condition("Initialized", true),
            condition("Ready", unready.length === 0, notReady),
            condition("ContainersReady", unready.length === 0, notReady),
        ],
        containerStatuses: containers,
        qosClass: pod.status?.qosClass,
    };
}

/** Pod phase. Stopped containers are restarted unless the pod is ending. */
function phase(containers: V1ContainerStatus[], ending: boolean): string {
    if (ending && containers.every(({ state }) => state?.terminated))
        return containers.some(({ state }) => state!.terminated!.exitCode !== 0) ? "Failed" : "Succeeded";
    return containers.some(({ state, restartCount }) => state?.waiting && restartCount === 0) ? "Pending" : "Running";
}
