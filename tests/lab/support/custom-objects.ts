import { CustomObjectsApi } from "@kubernetes/client-node";
import type { Cluster } from "../../../lab/cluster/cluster.ts";
import { until } from "../../../lab/process/until.ts";

const kinds = {
    ec2nodeclasses: { group: "karpenter.k8s.aws", version: "v1" },
    nodepools: { group: "karpenter.sh", version: "v1" },
    nodeclaims: { group: "karpenter.sh", version: "v1" },
    nodeoverlays: { group: "karpenter.sh", version: "v1alpha1" },
};
export type Plural = keyof typeof kinds;

const api = ({ client }: Cluster): CustomObjectsApi => client.makeApiClient(CustomObjectsApi);

/** Karpenter's objects of a kind. */
export async function objects(cluster: Cluster, plural: Plural): Promise<any[]> {
    const { items } = await api(cluster).listClusterCustomObject({ ...kinds[plural], plural });
    return items;
}

/** Makes an object as somebody other than the stack would. The server checks it as it checks the stack's. */
export async function create(cluster: Cluster, plural: Plural, body: object): Promise<void> {
    await api(cluster).createClusterCustomObject({ ...kinds[plural], plural, body, fieldValidation: "Strict" });
}

/** Takes an object away, and waits until it is gone. */
export async function remove(cluster: Cluster, plural: Plural, name: string): Promise<void> {
    await api(cluster).deleteClusterCustomObject({ ...kinds[plural], plural, name });
    await until(`${plural} ${name} to go`, async () =>
        (await objects(cluster, plural)).every(({ metadata }) => metadata.name !== name),
    );
}

/** The names of a kind's objects, once all of them are ready. */
export const readyNames = (cluster: Cluster, plural: Plural): Promise<string[]> =>
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
