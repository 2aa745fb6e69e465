import type { KubeConfig } from "@kubernetes/client-node";
import type { Properties } from "../plugin.ts";
import { Client } from "./client.ts";
import { openKubeconfig, textOf } from "./config.ts";

/** A provider's connection to its cluster. */
export interface Connection {
    kubeconfig: KubeConfig;
    client: Client;
    /** Default namespace: the provider's, the kubeconfig's, or `default`. */
    namespace: string;
    /** The kubeconfig's text for helm, if the provider has one. */
    text?: string;
    context?: string;
    /** Aborted when the engine cancels. */
    signal: AbortSignal;
}

/** Reason why the cluster is unreachable. Operations on it fail; previews continue without it. */
export interface Unreachable {
    reason: string;
}

/** Makes one request to the cluster, so that credentials are cached before many parallel operations. */
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
