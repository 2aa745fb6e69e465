import { AppsV1Api, type V1Pod } from "@kubernetes/client-node";
import type { Cluster } from "../../../lab/cluster/cluster.ts";
import { until } from "../../../lab/process/until.ts";
import { core } from "./workload.ts";

/** The controller's pods. */
export const controllerPods = async (cluster: Cluster, namespace: string): Promise<V1Pod[]> =>
    (await core(cluster).listNamespacedPod({ namespace, labelSelector: "app.kubernetes.io/name=karpenter" })).items;

/** Deletes the controller's pods, and waits until others have taken their place. */
export async function replacePods(cluster: Cluster, namespace: string): Promise<void> {
    const old = await controllerPods(cluster, namespace);
    const uids = new Set(old.map(({ metadata }) => metadata!.uid));
    for (const { metadata } of old) await core(cluster).deleteNamespacedPod({ namespace, name: metadata!.name! });
    await until("other controller pods", async () => {
        const now = await controllerPods(cluster, namespace);
        return now.length === old.length && now.every(({ metadata }) => !uids.has(metadata!.uid));
    });
}

/** How many controllers are ready. */
export const controllersReady = async (cluster: Cluster, namespace: string): Promise<number> => {
    const deployment = { name: "karpenter", namespace };
    const { status } = await cluster.client.makeApiClient(AppsV1Api).readNamespacedDeployment(deployment);
    return status?.readyReplicas ?? 0;
};
