import { type KubeConfig, Watch } from "@kubernetes/client-node";
import type { Client, KubernetesObject } from "./client.ts";

/** Waits until an object no longer exists. If aborted, returns its last known state. */
export async function gone(
    kubeconfig: KubeConfig,
    client: Client,
    object: KubernetesObject,
    signal: AbortSignal,
): Promise<KubernetesObject | undefined> {
    for (;;) {
        const found = await client.get(object);
        if (!found || signal.aborted) return found;
        await deleted(kubeconfig, await client.listPath(object), found, signal);
    }
}

/** Resolves when the object is deleted, or when the server ends the watch, as it does after a while. */
async function deleted(
    kubeconfig: KubeConfig,
    path: string,
    { metadata: { name, resourceVersion } }: KubernetesObject,
    signal: AbortSignal,
): Promise<void> {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => end(), { once: true });
    const watch = await new Watch(kubeconfig).watch(
        path,
        { fieldSelector: `metadata.name=${name}`, resourceVersion },
        phase => phase === "DELETED" && end(),
        // If the server rejects the watch, it is retried until the timeout.
        error => (error ? setTimeout(end, 1000) : end()),
    );
    await ended;
    watch.abort();
}
