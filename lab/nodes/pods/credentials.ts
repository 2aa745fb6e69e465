import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { V1Pod, V1ServiceAccountTokenProjection } from "@kubernetes/client-node";
import type { Host } from "./host.ts";
import { identityOf } from "./identity.ts";
import { keepToken } from "./token.ts";

/** Environment variables with a pod's credentials for AWS and the cluster. */
export interface Credentials {
    /** Injected by EKS's webhook, which keeps variables set in the pod. */
    aws: Record<string, string>;
    /**
     * In a pod, clients find the token at a fixed path; a process on this machine requires a kubeconfig with its
     * path.
     */
    kubernetes: Record<string, string>;
}

/** Writes a pod's tokens into the lab's folder and renews them until the pod ends. */
export async function podCredentials(pod: V1Pod, host: Host, signal: AbortSignal): Promise<Credentials> {
    const home = host.folder.folder("pods", pod.metadata!.uid!);
    const credentials: Credentials = { aws: {}, kubernetes: {} };
    const mounted = apiToken(pod);
    if (mounted) {
        const file = join(home, "token");
        await keepToken(host.node, pod, { seconds: mounted.expirationSeconds ?? 3600 }, file, signal);
        credentials.kubernetes.KUBECONFIG = writeKubeconfig(join(home, "kubeconfig"), host, file);
    }
    const identity = await identityOf(pod, host.identity);
    if (identity) {
        const file = join(home, "aws-token");
        // Requested as administrator: a node may only request tokens for audiences in the pod's volumes, and the
        // webhook's volume with this audience is not in the pod.
        await keepToken(host.identity.admin, pod, identity.token, file, signal);
        credentials.aws = { ...identity.environment, [identity.token.variable]: file };
    }
    return credentials;
}

/** The projected token volume that Kubernetes adds to pods that use the API server. */
const apiToken = (pod: V1Pod): V1ServiceAccountTokenProjection | undefined =>
    (pod.spec?.volumes ?? [])
        .flatMap(volume => volume.projected?.sources ?? [])
        .map(source => source.serviceAccountToken)
        .find(token => token && !token.audience);

function writeKubeconfig(file: string, { endpoint, certificateAuthority }: Host, tokenFile: string): string {
    const config = {
        apiVersion: "v1",
        kind: "Config",
        clusters: [
            { name: "cluster", cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } },
        ],
        users: [{ name: "pod", user: { tokenFile } }],
        contexts: [{ name: "pod", context: { cluster: "cluster", user: "pod" } }],
        "current-context": "pod",
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
}
