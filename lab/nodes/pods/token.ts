import { renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { CoreV1Api, type KubeConfig, type V1Pod } from "@kubernetes/client-node";

export interface TokenRequest {
    /** Defaults to the API server's own audience. */
    audience?: string;
    seconds: number;
}

/**
 * Keeps a service account token in a file: bound to the pod, and renewed after four fifths of its lifetime. Resolves
 * with the first token.
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
        // Renamed into place, so that readers never see a partial token.
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
