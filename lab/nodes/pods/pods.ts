import { CoreV1Api, ListWatch, type V1Pod, Watch } from "@kubernetes/client-node";
import { problem } from "../problem.ts";
import type { Host } from "./host.ts";
import { RunningPod } from "./pod.ts";

/** Pods bound to a node, started and stopped with their objects. */
export class Pods {
    private readonly host: Host;
    private readonly running = new Map<string, RunningPod>();
    private readonly watch: ListWatch<V1Pod>;
    private stopped = false;

    constructor(host: Host) {
        this.host = host;
        const core = host.node.makeApiClient(CoreV1Api);
        const fieldSelector = `spec.nodeName=${host.nodeName}`;
        this.watch = new ListWatch(
            "/api/v1/pods",
            new Watch(host.node),
            () => core.listPodForAllNamespaces({ fieldSelector }),
            false,
            undefined,
            fieldSelector,
        );
        this.watch.on("add", pod => this.see(pod));
        this.watch.on("update", pod => this.see(pod));
        this.watch.on("delete", pod => this.lose(pod));
        this.watch.on("error", error => this.watchAgain(error));
        this.start();
    }

    /** Stops all pods after their machine has ended. */
    async stop(): Promise<void> {
        this.stopped = true;
        await this.watch.stop();
        await Promise.all([...this.running.values()].map(pod => pod.kill()));
    }

    private start(): void {
        this.watch.start().catch(error => this.watchAgain(error));
    }

    private watchAgain(error: unknown): void {
        if (this.stopped) return;
        this.host.note(`lost sight of its pods: ${problem(error)}`);
        setTimeout(() => this.stopped || this.start(), 1000);
    }

    private see(pod: V1Pod): void {
        if (this.stopped) return;
        const { uid, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata!;
        const running = this.running.get(uid!);
        if (!running && !deletionTimestamp && over(pod)) return;
        if (!running) this.running.set(uid!, new RunningPod(pod, this.host));
        if (deletionTimestamp) this.running.get(uid!)!.end(deletionGracePeriodSeconds ?? 30);
    }

    private lose(pod: V1Pod): void {
        this.running.get(pod.metadata!.uid!)?.kill();
        this.running.delete(pod.metadata!.uid!);
    }
}

const over = ({ status }: V1Pod): boolean => status?.phase === "Succeeded" || status?.phase === "Failed";
