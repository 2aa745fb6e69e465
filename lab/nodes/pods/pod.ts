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

/** A pod on its node. Runs its containers, reports their status, and deletes the pod once they have stopped. */
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

    /** Stops the pod within its grace period and deletes its object. */
    end(graceSeconds: number): Promise<void> {
        this.ending ??= this.finish(graceSeconds);
        return this.ending;
    }

    /** Stops the pod at once, since its object or its machine is gone. */
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

    /** The complete environment of a program. Nothing is inherited from the lab's own. */
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
            // Go's SDK gets web identity credentials from STS before it reads the variable for all services.
            AWS_ENDPOINT_URL_STS: host.awsEndpoint,
            // In EKS the hop limit blocks a pod's calls to instance metadata; here they would reach the metadata
            // service of this machine's own cloud.
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

    /** Reports the current state, after earlier reports. */
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

    /** Retries an action until it succeeds or the pod is gone. */
    private async insist(action: () => Promise<unknown>): Promise<void> {
        while (!this.gone.signal.aborted)
            try {
                await action();
                return;
            } catch (error) {
                const { code } = error as { code?: number };
                // 404: no such pod; 409: a different pod with that name.
                if (code === 404 || code === 409) return;
                this.host.note(`pod ${this.pod.metadata!.namespace}/${this.pod.metadata!.name}: ${problem(error)}`);
                await pause(1000, undefined, { signal: this.gone.signal }).catch(() => {});
            }
    }
}

/**
 * Whether an image's containers are simulated. Not for an unknown version of an image with a program: its container
 * reports the error.
 */
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
