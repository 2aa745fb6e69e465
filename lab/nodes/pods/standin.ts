import type { V1Container, V1ContainerStatus } from "@kubernetes/client-node";
import type { RunningContainer } from "./container.ts";

/** A simulated container: ready at once, and stopped on request. */
export class StandIn implements RunningContainer {
    status: V1ContainerStatus;

    constructor({ name, image = "" }: V1Container) {
        this.status = {
            name,
            image,
            imageID: "",
            ready: true,
            started: true,
            restartCount: 0,
            state: { running: { startedAt: new Date() } },
        };
    }

    async stop(): Promise<void> {
        const startedAt = this.status.state?.running?.startedAt;
        this.status = {
            ...this.status,
            ready: false,
            started: false,
            state: { terminated: { exitCode: 0, reason: "Completed", startedAt, finishedAt: new Date() } },
        };
    }
}
