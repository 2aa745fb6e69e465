import type { V1Node, V1NodeCondition } from "@kubernetes/client-node";
import type { Boot } from "./boot/boot.ts";
import type { Machine } from "./machine.ts";

/**
 * Taint of a Node before its initialization by the cloud controller. EKS's kubelets run with
 * `--cloud-provider=external`.
 */
export const uninitialized = {
    key: "node.cloudprovider.kubernetes.io/uninitialized",
    value: "true",
    effect: "NoSchedule",
};

/** Provider id of an instance's Node. */
export const providerId = ({ zone, id }: Pick<Machine, "zone" | "id">): string => `aws:///${zone}/${id}`;

/** The Node that a kubelet registers, from its machine and user data. */
export function nodeOf(machine: Machine, boot: Boot, version: string): V1Node {
    const resources = resourcesOf(machine, boot.maxPods ?? machine.maxPods);
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: {
            name: machine.name,
            labels: {
                ...boot.labels,
                "kubernetes.io/arch": machine.architecture,
                "kubernetes.io/hostname": machine.name,
                "kubernetes.io/os": "linux",
            },
        },
        spec: { providerID: providerId(machine), taints: [...boot.taints, uninitialized] },
        status: {
            ...resources,
            addresses: [
                { type: "InternalIP", address: machine.address },
                { type: "InternalDNS", address: machine.name },
                { type: "Hostname", address: machine.name },
            ],
            conditions: ready(),
            nodeInfo: {
                architecture: machine.architecture,
                bootID: machine.id,
                containerRuntimeVersion: "none://lab",
                kernelVersion: "lab",
                kubeProxyVersion: "",
                kubeletVersion: version,
                machineID: machine.id,
                operatingSystem: "linux",
                osImage: `${boot.operatingSystem} (${machine.image})`,
                systemUUID: machine.id,
            },
        },
    };
}

/** The Ready condition of a healthy kubelet. */
export function ready(now = new Date()): V1NodeCondition[] {
    const condition = (type: string, status: string, reason: string, message: string): V1NodeCondition => ({
        type,
        status,
        reason,
        message,
        lastHeartbeatTime: now,
        lastTransitionTime: now,
    });
    return [
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
    ];
}

// The kernel and firmware reserve about 5 percent of the memory that EC2 lists.
const visibleMemory = 0.95;
const diskGiB = 20;

/** Capacity, and allocatable after the reservations of EKS's images. */
function resourcesOf({ cpus, memoryMiB, devices }: Machine, pods: number) {
    const memory = Math.floor(memoryMiB * visibleMemory);
    const fixed = {
        pods: String(pods),
        ...Object.fromEntries(Object.entries(devices).map(([name, count]) => [name, String(count)])),
    };
    return {
        capacity: { cpu: String(cpus), memory: `${memory}Mi`, "ephemeral-storage": `${diskGiB}Gi`, ...fixed },
        allocatable: {
            cpu: `${cpus * 1000 - reservedMillicpus(cpus)}m`,
            // 100 MiB is the kubelet's eviction threshold.
            memory: `${memory - (255 + 11 * pods) - 100}Mi`,
            "ephemeral-storage": `${Math.floor(diskGiB * 0.9) - 1}Gi`,
            ...fixed,
        },
    };
}

// https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go: 6 % of the first core, 1 % of the second, 0.5 % of the
// next two, 0.25 % of the others.
function reservedMillicpus(cpus: number): number {
    const cores = (from: number, to: number): number => Math.max(0, Math.min(cpus, to) - from);
    return 60 * cores(0, 1) + 10 * cores(1, 2) + 5 * cores(2, 4) + 2.5 * cores(4, Number.POSITIVE_INFINITY);
}
