import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { V1Container, V1ContainerState, V1ContainerStatus, V1Probe } from "@kubernetes/client-node";
import type { LabFolder } from "../../process/folder.ts";
import { freePorts } from "../../process/ports.ts";
import { Program } from "../../process/program.ts";
import { problem } from "../problem.ts";
import { expand } from "./environment.ts";
import type { Image } from "./images.ts";
import { untilDead, watchReadiness } from "./probe.ts";

/** A container of a running pod. */
export interface RunningContainer {
    status: V1ContainerStatus;
    stop(graceSeconds: number): Promise<void>;
}

export interface ProgramOptions {
    folder: LabFolder;
    /** Name of its log. */
    log: string;
    image: () => Image | undefined;
    /** The complete environment. Ports are the pod's. */
    environment: (image: Image) => Promise<Record<string, string>>;
    /** Called after every status change. */
    changed: () => void;
}

const longestBackoff = 60_000;

/** A container that runs as a program: started, probed and restarted. */
export class ProgramContainer implements RunningContainer {
    status: V1ContainerStatus;
    private readonly container: V1Container;
    private readonly options: ProgramOptions;
    private readonly stopping = new AbortController();
    private readonly over: Promise<void>;
    private program: Program | undefined;
    private grace = 30;

    constructor(container: V1Container, options: ProgramOptions) {
        this.container = container;
        this.options = options;
        this.status = {
            name: container.name,
            image: container.image ?? "",
            imageID: "",
            ready: false,
            started: false,
            restartCount: 0,
            state: { waiting: { reason: "ContainerCreating" } },
        };
        this.over = this.run();
    }

    /** Stops the program, forcefully after the grace period. */
    async stop(graceSeconds: number): Promise<void> {
        this.grace = graceSeconds;
        this.stopping.abort();
        await this.program?.stop(graceSeconds * 1000);
        await this.over;
    }

    private async run(): Promise<void> {
        const { signal } = this.stopping;
        for (let backoff = 1000; !signal.aborted; backoff = Math.min(2 * backoff, longestBackoff)) {
            if (!(await this.start())) {
                await pause(1000, undefined, { signal }).catch(() => {});
                continue;
            }
            const terminated = this.status.state!;
            if (signal.aborted) return;
            const message = `back-off ${backoff / 1000}s restarting failed container=${this.container.name}`;
            this.change({ waiting: { reason: "CrashLoopBackOff", message } }, { lastState: terminated });
            await pause(backoff, undefined, { signal }).catch(() => {});
            this.status = { ...this.status, restartCount: this.status.restartCount + 1 };
        }
        if (!this.status.state?.terminated)
            this.change({ terminated: { exitCode: 137, reason: "ContainerStatusUnknown", finishedAt: new Date() } });
    }

    /** Runs the program once until it ends. Returns false if it could not be started. */
    private async start(): Promise<boolean> {
        let image: Image | undefined;
        try {
            image = this.options.image();
        } catch (error) {
            this.change({ waiting: { reason: "ErrImagePull", message: problem(error) } });
        }
        if (!image) return false;
        let environment: Record<string, string>;
        let ports: Map<string, number>;
        try {
            const given = await this.options.environment(image);
            const free = await freePorts(image.listeners.length);
            // Mapped by the port numbers in the pod.
            ports = new Map(image.listeners.map((name, index) => [given[name] ?? "", free[index]!]));
            environment = {
                ...given,
                ...Object.fromEntries(image.listeners.map((name, index) => [name, String(free[index])])),
            };
        } catch (error) {
            this.change({ waiting: { reason: "CreateContainerConfigError", message: problem(error) } });
            return false;
        }
        if (this.stopping.signal.aborted) return false;
        this.program = new Program(this.options.folder, {
            name: this.options.log,
            command: image.command,
            args: (this.container.args ?? []).map(argument => expand(argument, environment)),
            env: environment,
        });
        await this.watch(this.program, ports);
        return true;
    }

    private async watch(program: Program, ports: Map<string, number>): Promise<void> {
        const startedAt = new Date();
        const { readinessProbe, livenessProbe } = this.container;
        this.change({ running: { startedAt } }, { ready: !readinessProbe, started: true });
        const ended = new AbortController();
        const port = (probe: V1Probe): number => this.port(probe, ports);
        const ready = (is: boolean): void => this.change({ running: { startedAt } }, { ready: is });
        if (readinessProbe) watchReadiness(readinessProbe, port(readinessProbe), ended.signal, ready).catch(() => {});
        if (livenessProbe)
            untilDead(livenessProbe, port(livenessProbe), ended.signal).then(
                () => program.stop(this.grace * 1000),
                () => {},
            );
        const end = await program.ended;
        ended.abort();
        const exitCode = typeof end === "number" ? end : (signals[end] ?? 128);
        const reason = exitCode === 0 ? "Completed" : "Error";
        const message = typeof end === "number" || end in signals ? undefined : end;
        const finishedAt = new Date();
        this.change(
            { terminated: { exitCode, reason, message, startedAt, finishedAt } },
            { ready: false, started: false },
        );
    }

    /** The actual port of a probe, which refers to a port by name or number. Nothing listens on port 0. */
    private port(probe: V1Probe, ports: Map<string, number>): number {
        const wanted = probe.httpGet?.port;
        const named = this.container.ports?.find(({ name }) => name === wanted)?.containerPort ?? wanted;
        return ports.get(String(named)) ?? 0;
    }

    private change(state: V1ContainerState, more: Partial<V1ContainerStatus> = {}): void {
        const status = { ...this.status, ...more, state };
        if (isDeepStrictEqual(status, this.status)) return;
        this.status = status;
        this.options.changed();
    }
}

const signals: Record<string, number> = { SIGTERM: 143, SIGKILL: 137, SIGINT: 130, SIGABRT: 134, SIGSEGV: 139 };
