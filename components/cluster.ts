import type { Input } from "@pulumi/pulumi";

/** The source of IAM access to the cluster: access entries (`API`), the ConfigMap `aws-auth` (`CONFIG_MAP`), or both. */
export const AuthenticationMode = {
    API: "API",
    API_AND_CONFIG_MAP: "API_AND_CONFIG_MAP",
    CONFIG_MAP: "CONFIG_MAP",
} as const;
export type AuthenticationMode = (typeof AuthenticationMode)[keyof typeof AuthenticationMode];

/** The IP family of the cluster's pod and service addresses. */
export const IpFamily = { ipv4: "ipv4", ipv6: "ipv6" } as const;
export type IpFamily = (typeof IpFamily)[keyof typeof IpFamily];

/** The EKS cluster that Karpenter is installed on. */
export interface ClusterArgs {
    /** The name of the EKS cluster. Names, tags and permissions derive from it. */
    name: string;
    /** The cluster's Kubernetes version, for example `1.33`. Checked for compatibility with Karpenter. Defaults to none: no check. */
    version?: Input<string>;
    /**
     * The URL of the cluster's API server, for the controller. Defaults to none: the controller reads it from EKS.
     * @pattern ^https?://
     * @examples ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"]
     */
    endpoint?: Input<string>;
    /** The URL of the cluster's OIDC issuer. Required for IRSA, unless `oidcProviderArn` is set. Defaults to none. */
    oidcIssuer?: Input<string>;
    /** The ARN of the IAM OIDC provider, for IRSA. Defaults to the account's provider for `oidcIssuer`. */
    oidcProviderArn?: Input<string>;
    /** The cluster's authentication mode, which decides how nodes can join. Defaults to none: access entries are assumed to work. */
    authenticationMode?: AuthenticationMode;
    /** The cluster's IP family. With `ipv6`, the node role gets a policy for the VPC CNI. Defaults to `ipv4`. */
    ipFamily?: IpFamily;
    /** A kubeconfig for the cluster. Required only for joining by `aws-auth`. Defaults to none. */
    kubeconfig?: Input<string>;
    /** The ID of the cluster's AWS account. Defaults to the AWS provider's. */
    accountId?: Input<string>;
    /** The cluster's AWS region. Defaults to the AWS provider's. */
    region?: Input<string>;
    /** The AWS partition: `aws`, `aws-cn`, `aws-us-gov`. Defaults to the AWS provider's. */
    partition?: Input<string>;
}
