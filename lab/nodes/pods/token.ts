import { renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { CoreV1Api, type KubeConfig, type V1Pod } from "@kubernetes/client-node";

export interface TokenRequest {
    /** The API server's own when left out. */
    audience?: string;
    seconds: number;
}

/**
 * Keeps a token of the pod's service account in a file: bound to the pod, renewed when four fifths of its life are over. Waits for the
 * first.
 */
export async function keepToken(
    requester: KubeConfig,
    pod: V1Pod,
    { audience, seconds }: TokenRequest,
    file: string,
    signal: AbortSignal,
): Promise<void> {
    const core = requester.makeApiClient(CoreV1Api);
    const renew = async (): Promise<number> => {
        const { status } = await core.createNamespacedServiceAccountToken({
            name: pod.spec?.serviceAccountName ?? "default",
            namespace: pod.metadata!.namespace!,
            body: {
                spec: {
                    audiences: audience ? [audience] : [],
                    expirationSeconds: seconds,
                    boundObjectRef: {
                        apiVersion: "v1",
                        kind: "Pod",
                        name: pod.metadata!.name,
                        uid: pod.metadata!.uid,
                    },
                },
            },
        });
        // Whoever reads it never sees half a token.
        writeFileSync(`${file}.new`, status!.token!, { mode: 0o600 });
        renameSync(`${file}.new`, file);
        return 0.8 * (status!.expirationTimestamp!.getTime() - Date.now());
    };
    const keep = async (next: number): Promise<void> => {
        for (;;) {
            await pause(next, undefined, { signal });
            next = await renew().catch(() => 10_000);
        }
    };
    keep(await renew()).catch(() => {});
}
