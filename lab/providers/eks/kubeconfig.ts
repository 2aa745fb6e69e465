import type { Cluster } from "@pulumi/aws/eks/index.js";
import * as pulumi from "@pulumi/pulumi";

/** The identity that a kubeconfig's tokens are for. Defaults to the one of whoever uses the kubeconfig. */
export interface Credentials {
    roleArn?: string;
    profileName?: string;
}

/** A kubeconfig that gets its tokens from `aws eks get-token`. */
export const kubeconfigOf = (
    { arn, name, endpoint, certificateAuthority }: Cluster,
    credentials: pulumi.Input<Credentials>,
): pulumi.Output<object> =>
    pulumi
        .all([arn, name, endpoint, certificateAuthority.data, credentials])
        .apply(([arn, name, server, certificate, { roleArn, profileName }]) => {
            const args = [
                "--region",
                arn.split(":")[3]!,
                "eks",
                "get-token",
                "--cluster-name",
                name,
                "--output",
                "json",
            ];
            if (roleArn) args.push("--role", roleArn);
            if (profileName) args.push("--profile", profileName);
            const apiVersion = "client.authentication.k8s.io/v1beta1";
            const env = [{ name: "KUBERNETES_EXEC_INFO", value: JSON.stringify({ apiVersion }) }];
            return {
                apiVersion: "v1",
                kind: "Config",
                clusters: [{ name: "kubernetes", cluster: { server, "certificate-authority-data": certificate } }],
                contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
                "current-context": "aws",
                users: [{ name: "aws", user: { exec: { apiVersion, command: "aws", args, env } } }],
            };
        });
