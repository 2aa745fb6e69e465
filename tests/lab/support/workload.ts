import { AppsV1Api, CoreV1Api, type V1Node, type V1Pod, type V1PodSpec } from "@kubernetes/client-node";
import type { Cluster } from "../../../lab/cluster/cluster.ts";
import { until } from "../../../lab/process/until.ts";

const namespace = "default";

/** What a test asks of its pods beside what every pod here asks for: a CPU and 1 GiB. */
export interface WorkloadOptions {
    replicas?: number;
    /** The node pool whose nodes they want, one for each of them. */
    pool?: string;
    pod?: Partial<V1PodSpec>;
    annotations?: Record<string, string>;
}

/** A Deployment, as a person's workload is one. Nothing in its pods is real but what they ask for. */
export class Workload {
    readonly name: string;
    private readonly cluster: Cluster;
    private readonly replicas: number;

    private constructor(cluster: Cluster, name: string, replicas: number) {
        this.cluster = cluster;
        this.name = name;
        this.replicas = replicas;
    }

    static async create(
        cluster: Cluster,
        name: string,
        { replicas = 1, pool, pod, annotations }: WorkloadOptions = {},
    ): Promise<Workload> {
        const labels = { app: name };
        const resources = { requests: { cpu: "1", memory: "1Gi" } };
        const spec: V1PodSpec = {
            containers: [{ name: "app", image: "app", resources }],
            terminationGracePeriodSeconds: 0,
            ...(pool && alone(pool, labels)),
            ...pod,
        };
        const template = { metadata: { labels, annotations }, spec };
        const body = { metadata: { name }, spec: { replicas, selector: { matchLabels: labels }, template } };
        await cluster.client.makeApiClient(AppsV1Api).createNamespacedDeployment({ namespace, body });
        return new Workload(cluster, name, replicas);
    }

    /** The nodes that its pods run on, once all of them do, but for the named ones. */
    nodes({ timeout = 120_000, besides = [] as string[] } = {}): Promise<V1Node[]> {
        return until(
            `the ${this.replicas} pods of ${this.name} to run${besides.length ? `, not on ${besides}` : ""}`,
            async () => {
                const pods = (await this.pods()).filter(({ metadata }) => !metadata?.deletionTimestamp);
                const names = pods.flatMap(({ spec, status }) => (status?.phase === "Running" ? spec!.nodeName! : []));
                if (names.length < this.replicas || names.some(name => besides.includes(name))) return false;
                return Promise.all([...new Set(names)].map(name => core(this.cluster).readNode({ name })));
            },
            { timeout, every: 250, hint: () => this.events() },
        );
    }

    async pods(): Promise<V1Pod[]> {
        const labelSelector = `app=${this.name}`;
        return (await core(this.cluster).listNamespacedPod({ namespace, labelSelector })).items;
    }

    async delete(): Promise<void> {
        const { name } = this;
        await this.cluster.client.makeApiClient(AppsV1Api).deleteNamespacedDeployment({ name, namespace });
        await until(`the pods of ${name} to go`, async () => (await this.pods()).length === 0);
    }

    private async events(): Promise<string> {
        const { items } = await core(this.cluster).listNamespacedEvent({ namespace });
        const own = items.filter(({ involvedObject }) => involvedObject.name?.startsWith(this.name));
        return own.map(({ reason, message }) => `${reason}: ${message}`).join("; ");
    }
}

/** On a pool's nodes, and not beside others of these labels. */
const alone = (pool: string, matchLabels: Record<string, string>): Partial<V1PodSpec> => ({
    nodeSelector: { "karpenter.sh/nodepool": pool },
    affinity: {
        podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels } },
            ],
        },
    },
});

export const core = (cluster: Cluster): CoreV1Api => cluster.client.makeApiClient(CoreV1Api);
