import { setTimeout as pause } from "node:timers/promises";
import {
    CoreV1Api,
    PatchStrategy,
    setHeaderOptions,
    type V1Container,
    type V1Pod,
    type V1PodCondition,
} from "@kubernetes/client-node";
import { problem } from "../problem.ts";
import { ProgramContainer, type RunningContainer } from "./container.ts";
import { type Credentials, podCredentials } from "./credentials.ts";
import { containerEnvironment } from "./environment.ts";
import type { Host } from "./host.ts";
import { findImage } from "./images.ts";
import { StandIn } from "./standin.ts";
import { podStatus } from "./status.ts";

/** A pod on its node: runs its containers, reports them, and removes the pod when it was deleted and they have ended. */
export class RunningPod {
    private readonly pod: V1Pod;
    private readonly host: Host;
    private readonly core: CoreV1Api;
    private readonly podIP: string;
    private readonly startTime = new Date();
    private readonly gone = new AbortController();
    private readonly containers: RunningContainer[];
    private credentials: Promise<Credentials> | undefined;
    private conditions: V1PodCondition[] = [];
    private reports = Promise.resolve();
    private ending: Promise<void> | undefined;

    constructor(pod: V1Pod, host: Host) {
        this.pod = pod;
        this.host = host;
        this.core = host.node.makeApiClient(CoreV1Api);
        this.podIP = host.podAddress();
        this.containers = pod.spec!.containers.map(container => this.container(container));
        this.report();
    }

    /** Ends the pod within its grace period, and takes its object away. */
    end(graceSeconds: number): Promise<void> {
        this.ending ??= this.finish(graceSeconds);
        return this.ending;
    }

    /** The pod's object, or the whole machine, is gone. */
    async kill(): Promise<void> {
        this.gone.abort();
        await Promise.all(this.containers.map(container => container.stop(0)));
    }

    private container(container: V1Container): RunningContainer {
        const image = () => findImage(container.image ?? "", this.host.tools);
        if (standsIn(image)) return new StandIn(container);
        return new ProgramContainer(container, {
            folder: this.host.folder,
            log: `${this.host.identity.cluster}-${this.pod.metadata!.name}`,
            image,
            environment: ({ namespace }) => this.environment(container, namespace),
            changed: () => this.report(),
        });
    }

    /** All that a program of this pod sees: nothing of the lab's own environment gets in. */
    private async environment(container: V1Container, namespaceVariable: string): Promise<Record<string, string>> {
        const { pod, host, core } = this;
        const namespace = pod.metadata!.namespace!;
        this.credentials ??= podCredentials(pod, host, this.gone.signal).catch(error => {
            this.credentials = undefined;
            throw error;
        });
        const { aws, kubernetes } = await this.credentials;
        const own = await containerEnvironment(pod, container, {
            configMap: async name => (await core.readNamespacedConfigMap({ name, namespace })).data ?? {},
            secret: async name => decoded((await core.readNamespacedSecret({ name, namespace })).data ?? {}),
            allocatable: host.allocatable,
            nodeAddress: host.address,
            podAddress: this.podIP,
        });
        const { hostname, port } = new URL(host.endpoint);
        return {
            HOSTNAME: pod.metadata!.name!,
            KUBERNETES_SERVICE_HOST: hostname,
            KUBERNETES_SERVICE_PORT: port,
            [namespaceVariable]: namespace,
            ...aws,
            ...own,
            ...kubernetes,
            AWS_ENDPOINT_URL: host.awsEndpoint,
            // Go's SDK gets its web identity credentials from STS before it has looked at the variable for all services.
            AWS_ENDPOINT_URL_STS: host.awsEndpoint,
            // A pod's calls to instance metadata end at its hop limit; here they would reach the metadata of whatever cloud this machine is in.
            AWS_EC2_METADATA_DISABLED: "true",
        };
    }

    private async finish(graceSeconds: number): Promise<void> {
        await Promise.all(this.containers.map(container => container.stop(graceSeconds)));
        await this.report();
        const { name, namespace, uid } = this.pod.metadata as { name: string; namespace: string; uid: string };
        await this.insist(() =>
            this.core.deleteNamespacedPod({
                name,
                namespace,
                body: { gracePeriodSeconds: 0, preconditions: { uid } },
            }),
        );
    }

    /** Reports the state of the moment, after what was reported before. */
    private report(): Promise<void> {
        this.reports = this.reports.then(() => this.insist(() => this.patchStatus()));
        return this.reports;
    }

    private async patchStatus(): Promise<void> {
        const { name, namespace, uid } = this.pod.metadata as { name: string; namespace: string; uid: string };
        const status = podStatus(
            this.pod,
            this.containers.map(container => container.status),
            {
                hostIP: this.host.address,
                podIP: this.podIP,
                startTime: this.startTime,
                ending: this.ending !== undefined,
            },
            this.conditions,
        );
        await this.core.patchNamespacedPodStatus(
            { name, namespace, body: { metadata: { uid }, status } },
            setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
        );
        this.conditions = status.conditions ?? [];
    }

    /** Tries until it works or the pod is gone. */
    private async insist(action: () => Promise<unknown>): Promise<void> {
        while (!this.gone.signal.aborted)
            try {
                await action();
                return;
            } catch (error) {
                const { code } = error as { code?: number };
                // 404: no such pod; 409: another pod of that name.
                if (code === 404 || code === 409) return;
                this.host.note(`pod ${this.pod.metadata!.namespace}/${this.pod.metadata!.name}: ${problem(error)}`);
                await pause(1000, undefined, { signal: this.gone.signal }).catch(() => {});
            }
    }
}

/** An unknown version of an image that does run is not stood in for: its container says what is wrong. */
function standsIn(image: () => unknown): boolean {
    try {
        return image() === undefined;
    } catch {
        return false;
    }
}

const decoded = (data: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString("utf8")]),
    );
