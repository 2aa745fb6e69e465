import { randomBytes } from "node:crypto";
import { CoreV1Api, type V1Node, type V1Pod, type V1PodSpec } from "@kubernetes/client-node";
import type { Cluster } from "../../lab/cluster/cluster.ts";
import { until } from "../../lab/process/until.ts";

const namespace = "default";

/** A pod as a person's workload has it; nothing in it is real but what it asks for. */
export async function createPod(
    cluster: Cluster,
    spec: Partial<V1PodSpec> = {},
    metadata: V1Pod["metadata"] = {},
): Promise<string> {
    const name = `workload-${randomBytes(4).toString("hex")}`;
    await core(cluster).createNamespacedPod({
        namespace,
        body: {
            metadata: { ...metadata, name },
            spec: {
                containers: [{ name: "app", image: "app", resources: { requests: { cpu: "1", memory: "1Gi" } } }],
                terminationGracePeriodSeconds: 0,
                ...spec,
            },
        },
    });
    return name;
}

/** The node that a pod came to run on. */
export async function nodeOf(cluster: Cluster, pod: string, timeout = 90_000): Promise<V1Node> {
    const name = await until(
        `pod ${pod} to run`,
        async () => {
            const { spec, status } = await core(cluster).readNamespacedPod({ name: pod, namespace });
            return status?.phase === "Running" && spec?.nodeName;
        },
        { timeout, every: 250, hint: () => eventsOf(cluster, pod) },
    );
    return core(cluster).readNode({ name });
}

export const deletePod = (cluster: Cluster, name: string) => core(cluster).deleteNamespacedPod({ name, namespace });

async function eventsOf(cluster: Cluster, pod: string): Promise<string> {
    const { items } = await core(cluster).listNamespacedEvent({
        namespace,
        fieldSelector: `involvedObject.name=${pod}`,
    });
    return items.map(({ reason, message }) => `${reason}: ${message}`).join("; ");
}

export const core = (cluster: Cluster): CoreV1Api => cluster.client.makeApiClient(CoreV1Api);
