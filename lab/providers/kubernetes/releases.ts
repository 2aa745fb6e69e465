import { type Existing, NotReady, type Operation, type Properties, type Subject } from "../plugin.ts";
import type { Connection } from "./connection.ts";
import { helmOn, isReleaseNotFound } from "./helm.ts";
import type { Log } from "./log.ts";
import { argumentsFor, resourceNames, timeoutOf } from "./release.ts";

/** A release in helm's output. */
interface Live {
    status: Properties;
    values: Properties;
    manifest: string;
}

/** Helm releases in a cluster, managed by the helm command. */
export class Releases {
    private readonly connection: Connection;
    private readonly log: Log;

    constructor(connection: Connection, log: Log) {
        this.connection = connection;
        this.log = log;
    }

    async create({ urn, inputs, preview }: Subject & Operation): Promise<{ id?: string; state: Properties }> {
        if (preview) return { state: inputs };
        return { id: idOf(inputs), state: await this.put("install", urn, inputs) };
    }

    async update({ urn, inputs, preview }: Existing & Operation): Promise<Properties> {
        return preview ? inputs : this.put("upgrade", urn, inputs);
    }

    async read({ id, oldInputs }: Existing) {
        if (!oldInputs.name) throw new Error(`${id} can't be imported: it only reads what it made`);
        const live = await find(this.connection, oldInputs);
        if (!live) return undefined;
        const inputs = {
            ...oldInputs,
            ...(oldInputs.values && { values: live.values }),
            ...(oldInputs.version && { version: live.status.version }),
        };
        return { id, state: stateOf(inputs, live), inputs };
    }

    /** Waits until all objects are deleted, unless `skipAwait` is set. A missing release is not an error. */
    async delete({ oldInputs }: Existing): Promise<void> {
        const waits = oldInputs.atomic || !oldInputs.skipAwait ? ["--wait", ...timeoutOf(oldInputs)] : [];
        const { name, namespace } = oldInputs;
        await helmOn(this.connection, ["uninstall", name, "--namespace", namespace, "--ignore-not-found", ...waits]);
    }

    private async put(command: "install" | "upgrade", urn: string, inputs: Properties): Promise<Properties> {
        try {
            const answer = await helmOn(
                this.connection,
                [...argumentsFor(command, inputs), "--output", "json"],
                inputs.values,
            );
            const { name, namespace, version: revision, info, chart, config, manifest } = JSON.parse(answer);
            const { name: chartName, version, appVersion } = chart.metadata;
            const status = { name, namespace, revision, status: info.status, chart: chartName, version, appVersion };
            return stateOf(inputs, { status, values: config ?? {}, manifest });
        } catch (error) {
            throw await this.failed(urn, inputs, error as Error);
        }
    }

    /** A failed release is kept in the state, and upgraded the next time. */
    private async failed(urn: string, inputs: Properties, error: Error): Promise<Error> {
        if (isTaken(error)) return error;
        // Without the signal: helm has recorded the release, so the engine must too, even if it cancels.
        const live = await find({ ...this.connection, signal: undefined }, inputs);
        if (!live || live.status.status === "deployed") return error;
        const id = idOf(inputs);
        await this.log.warn(
            urn,
            `the release ${id} is there with the status ${live.status.status}; helm status says more`,
        );
        const message = `the release ${id} failed to become available in its time: ${error.message}`;
        return new NotReady(message, id, stateOf(inputs, live), inputs);
    }
}

async function find(
    connection: Parameters<typeof helmOn>[0],
    { name, namespace }: Properties,
): Promise<Live | undefined> {
    const which = [name, "--namespace", namespace, "--output", "json"];
    try {
        const [status, metadata] = await Promise.all([
            helmOn(connection, ["status", ...which]),
            helmOn(connection, ["get", "metadata", ...which]),
        ]);
        const { config, manifest } = JSON.parse(status);
        const { deployedAt, ...rest } = JSON.parse(metadata);
        return { status: rest, values: config ?? {}, manifest };
    } catch (error) {
        if (isReleaseNotFound(error)) return undefined;
        throw error;
    }
}

const idOf = ({ namespace, name }: Properties): string => `${namespace}/${name}`;

const stateOf = (inputs: Properties, { status, values, manifest }: Live): Properties => ({
    ...inputs,
    values,
    version: status.version,
    resourceNames: resourceNames(manifest),
    status: { ...status, appVersion: status.appVersion ?? "" },
});

const isTaken = ({ message }: Error): boolean => message.includes("cannot re-use a name that is still in use");
