import { AppsV1Api, CoreV1Api, type V1Pod } from "@kubernetes/client-node";
import type { Cluster } from "../cluster/cluster.ts";
import { until } from "../process/until.ts";

const name = "scale-me";
const namespace = "default";

/** A Deployment to scale up and down by hand, so that nodes come and go. Each pod requests one CPU. */
export class Demo {
    private readonly cluster: Cluster;
    private replicas = 0;

    private constructor(cluster: Cluster) {
        this.cluster = cluster;
    }

    static async create(cluster: Cluster): Promise<Demo> {
        const demo = new Demo(cluster);
        const labels = { app: name };
        const resources = { requests: { cpu: "1", memory: "1Gi" } };
        const template = { metadata: { labels }, spec: { containers: [{ name: "app", image: "none", resources }] } };
        const body = { metadata: { name }, spec: { replicas: 0, selector: { matchLabels: labels }, template } };
        await demo.apps.createNamespacedDeployment({ namespace, body });
        return demo;
    }

    /** Adds a pod. Reports its node once it runs, or the reason why it does not. */
    async add(say: (line: string) => void): Promise<void> {
        try {
            await this.scale(say);
        } catch (error) {
            say((error as Error).message);
        }
    }

    private async scale(say: (line: string) => void): Promise<void> {
        const began = Date.now();
        this.replicas += 1;
        const { replicas } = this;
        say(`scaling: deployment ${name} to ${replicas}`);
        const body = [{ op: "replace", path: "/spec/replicas", value: replicas }];
        await this.apps.patchNamespacedDeployment({ name, namespace, body });
        const running = await until(
            `${replicas} pods of ${name} to run`,
            async () => {
                const pods = await this.pods();
                const running = pods.filter(({ status }) => status?.phase === "Running");
                return running.length >= replicas && running;
            },
            { timeout: 120_000, every: 250, hint: `kubectl describe pod says why not` },
        );
        const seconds = ((Date.now() - began) / 1000).toFixed(1);
        say(`scaled: after ${seconds} s`);
        for (const pod of running) say(`  ${pod.metadata!.name} on ${await this.describe(pod.spec!.nodeName!)}`);
    }

    private async describe(node: string): Promise<string> {
        const { metadata } = await this.cluster.client.makeApiClient(CoreV1Api).readNode({ name: node });
        const label = (key: string) => metadata?.labels?.[key] ?? "?";
        const facts = ["node.kubernetes.io/instance-type", "karpenter.sh/capacity-type", "topology.kubernetes.io/zone"];
        return `${node}\n      ${facts.map(label).join(", ")}, pool ${label("karpenter.sh/nodepool")}`;
    }

    private async pods(): Promise<V1Pod[]> {
        const core = this.cluster.client.makeApiClient(CoreV1Api);
        const { items } = await core.listNamespacedPod({ namespace, labelSelector: `app=${name}` });
        return items;
    }

    private get apps(): AppsV1Api {
        return this.cluster.client.makeApiClient(AppsV1Api);
    }
}
