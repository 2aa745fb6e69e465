import type { KubeConfig } from "@kubernetes/client-node";
import type { Properties } from "../plugin.ts";
import { Client } from "./client.ts";
import { openKubeconfig, textOf } from "./config.ts";

/** A provider's way to its cluster. */
export interface Connection {
    kubeconfig: KubeConfig;
    client: Client;
    /** Where objects and releases go that name no namespace: the provider's, the kubeconfig's, or `default`. */
    namespace: string;
    /** The kubeconfig's text, where the provider has one: for helm. */
    text?: string;
    context?: string;
    /** Set once the engine was told to stop. */
    signal: AbortSignal;
}

/** Why the cluster is not there: an operation on it fails, a preview goes without. */
export interface Unreachable {
    reason: string;
}

/** Asks the cluster once, so that the credentials are there when the operations come, many at a time. */
export async function connect(config: Properties, signal: AbortSignal): Promise<Connection | Unreachable> {
    try {
        const kubeconfig = openKubeconfig(config);
        const client = kubeconfig.makeApiClient(Client);
        client.signal = signal;
        await client.greet();
        const { namespace } = kubeconfig.getContextObject(kubeconfig.getCurrentContext()) ?? {};
        return {
            kubeconfig,
            client,
            namespace: config.namespace ?? namespace ?? "default",
            text: textOf(config),
            context: config.context,
            signal,
        };
    } catch (error) {
        return { reason: reasonOf(error as Error) };
    }
}

const reasonOf = (error: Error): string =>
    error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
