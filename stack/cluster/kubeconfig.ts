import * as pulumi from "@pulumi/pulumi";
import type { KubernetesConfig } from "../config.ts";

/** The cluster and region that a kubeconfig is built from. */
export interface ApiServer {
    name: string;
    endpoint: string;
    certificateAuthority: string;
    region: string;
}

/**
 * A kubeconfig that gets its token from `aws eks get-token` on each use, so it holds no secret and does not expire.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfigOf(server: ApiServer, { profile, roleArn }: KubernetesConfig = {}): string {
    const { name, endpoint, certificateAuthority, region } = server;
    const token = ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"];
    // Passed as flags: access keys in the environment would override AWS_PROFILE.
    const user = [...(profile ? ["--profile", profile] : []), ...(roleArn ? ["--role-arn", roleArn] : [])];
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        "current-context": name,
        users: [
            {
                name,
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: [...token, ...user],
                        interactiveMode: "Never",
                    },
                },
            },
        ],
    });
}

/** The kubeconfig with the named context as its current one. Ends the program if there is no such context. */
export async function withContext(kubeconfig: string, context: string | undefined): Promise<string> {
    if (context === undefined) return kubeconfig;
    // Few stacks need the package, and its files take a tenth of a render's time.
    const { parse, stringify } = await import("yaml");
    const document = parse(kubeconfig);
    const names: unknown[] = (document?.contexts ?? []).map(({ name }: { name: unknown }) => name);
    if (!names.includes(context))
        throw new pulumi.RunError(
            `eks-karpenter:kubernetes.context: found "${context}", expected a context of kubernetes.kubeconfig: ${names.join(", ")}`,
        );
    return stringify({ ...document, "current-context": context });
}
