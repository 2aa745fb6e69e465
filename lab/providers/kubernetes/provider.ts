import manifest from "@pulumi/kubernetes/package.json" with { type: "json" };
import type { Checked, Difference, Existing, Operation, Plugin, Properties, Subject } from "../plugin.ts";
import { bare, checkConfig, diffConfig } from "./config.ts";
import { type Connection, connect, type Unreachable } from "./connection.ts";
import { engineLog, type Log } from "./log.ts";
import { Objects } from "./objects.ts";
import { checkRelease, diffRelease, releaseType } from "./release.ts";
import { Releases } from "./releases.ts";
import { checkObject, diffObject } from "./wanted.ts";

/** Stand-in for the official Kubernetes provider: objects by server-side apply, releases by helm. */
export class KubernetesPlugin implements Plugin {
    readonly name = "kubernetes";
    readonly version = manifest.version;
    private readonly log: Log;
    private readonly stop = new AbortController();
    private cluster: Connection | Unreachable = { reason: "the provider is not configured" };

    constructor(log: Log = engineLog()) {
        this.log = log;
    }

    async checkConfig({ inputs }: { inputs: Properties }): Promise<Checked> {
        return checkConfig(inputs);
    }

    async diffConfig({ oldInputs, inputs }: { oldInputs: Properties; inputs: Properties }): Promise<Difference> {
        return diffConfig(oldInputs, inputs);
    }

    async configure(config: Properties): Promise<void> {
        this.cluster = await connect(bare(config), this.stop.signal);
    }

    async check(request: Parameters<Plugin["check"]>[0]): Promise<Checked> {
        const cluster = "reason" in this.cluster ? undefined : this.cluster;
        return request.type === releaseType ? checkRelease(request, cluster?.namespace) : checkObject(request, cluster);
    }

    async diff(request: Parameters<Plugin["diff"]>[0]): Promise<Difference> {
        return request.type === releaseType ? diffRelease(request) : diffObject(request);
    }

    async create(request: Subject & Operation): Promise<{ id?: string; state: Properties }> {
        if (await this.previewsWithout(request)) return { state: request.inputs };
        return this.resources(request).create(request);
    }

    async read(request: Existing) {
        return this.resources(request).read(request);
    }

    async update(request: Existing & Operation): Promise<Properties> {
        if (await this.previewsWithout(request)) return request.inputs;
        return this.resources(request).update(request);
    }

    async delete(request: Existing & { timeout: number }): Promise<void> {
        return this.resources(request).delete(request);
    }

    async invoke(token: string): Promise<Properties> {
        throw new Error(`it has no function ${token}`);
    }

    cancel(): void {
        this.stop.abort(new Error("the operation was cancelled"));
    }

    private resources({ type }: Subject): Objects | Releases {
        if ("reason" in this.cluster) throw new Error(unreachable(this.cluster));
        return type === releaseType ? new Releases(this.cluster, this.log) : new Objects(this.cluster, this.log);
    }

    private async previewsWithout({ urn, preview }: Subject & Operation): Promise<boolean> {
        if (!preview || !("reason" in this.cluster)) return false;
        await this.log.warn(urn, unreachable(this.cluster));
        return true;
    }
}

const unreachable = ({ reason }: Unreachable): string => `the configured Kubernetes cluster is unreachable: ${reason}`;
