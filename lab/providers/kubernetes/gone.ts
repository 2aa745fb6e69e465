import { type KubeConfig, Watch } from "@kubernetes/client-node";
import type { Client, KubernetesObject } from "./client.ts";

/** Waits until an object is no longer there. Gives it as it was last seen, when the signal came first. */
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

/** Until the server says that the object was deleted, or says nothing any more: it ends each watch after a while. */
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
        // A server that refuses to be watched is asked again, but not without end.
        error => (error ? setTimeout(end, 1000) : end()),
    );
    await ended;
    watch.abort();
}
