import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { V1Pod, V1ServiceAccountTokenProjection } from "@kubernetes/client-node";
import type { Host } from "./host.ts";
import { identityOf } from "./identity.ts";
import { keepToken } from "./token.ts";

/** The variables by which a program is its pod's service account, to AWS and to the cluster. */
export interface Credentials {
    /** Put in by EKS's webhook, which leaves alone what the pod's author has set. */
    aws: Record<string, string>;
    /** In a pod the client finds the token at a fixed path; a process of this machine needs a kubeconfig that says where it is. */
    kubernetes: Record<string, string>;
}

/** Writes a pod's tokens into the lab's folder and keeps them fresh until the pod ends. */
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
        // Asked for by the administrator: a node may only ask for the audiences of the pod's own volumes, and the webhook's volume, which
        // would name this one, is not in the pod.
        await keepToken(host.identity.admin, pod, identity.token, file, signal);
        credentials.aws = { ...identity.environment, [identity.token.variable]: file };
    }
    return credentials;
}

/** The token of the volume that Kubernetes mounts into every pod which wants to speak to the API server. */
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
