import { CustomObjectsApi } from "@kubernetes/client-node";
import type { Cluster } from "../../lab/cluster/cluster.ts";
import { until } from "../../lab/process/until.ts";

const groups = { ec2nodeclasses: "karpenter.k8s.aws", nodepools: "karpenter.sh", nodeclaims: "karpenter.sh" };

/** Karpenter's objects of a kind. */
export async function objects(cluster: Cluster, plural: keyof typeof groups): Promise<any[]> {
    const api = cluster.client.makeApiClient(CustomObjectsApi);
    const { items } = await api.listClusterCustomObject({ group: groups[plural], version: "v1", plural });
    return items;
}

/** The names of a kind's objects, once all of them are ready. */
export const readyNames = (cluster: Cluster, plural: keyof typeof groups): Promise<string[]> =>
    until(
        `all ${plural} to be ready`,
        async () => {
            const all = await objects(cluster, plural);
            return all.every(isReady) && all.map(({ metadata }) => metadata.name).sort();
        },
        {
            timeout: 120_000,
            every: 500,
            hint: async () => JSON.stringify((await objects(cluster, plural)).map(conditions)),
        },
    );

const isReady = ({ status }: any): boolean =>
    (status?.conditions ?? []).some(({ type, status }: any) => type === "Ready" && status === "True");

const conditions = ({ metadata, status }: any) => ({
    name: metadata.name,
    not: (status?.conditions ?? [])
        .filter(({ status }: any) => status !== "True")
        .map(({ type, message }: any) => `${type}: ${message}`),
});
