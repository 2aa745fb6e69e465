import type { Input } from "@pulumi/pulumi";

/** Who may do what in a cluster is read from: access entries (`API`), the config map `aws-auth` (`CONFIG_MAP`), or both. */
export const AuthenticationMode = {
    API: "API",
    API_AND_CONFIG_MAP: "API_AND_CONFIG_MAP",
    CONFIG_MAP: "CONFIG_MAP",
} as const;
export type AuthenticationMode = (typeof AuthenticationMode)[keyof typeof AuthenticationMode];

/** The family of the cluster's pod and service addresses. */
export const IpFamily = { ipv4: "ipv4", ipv6: "ipv6" } as const;
export type IpFamily = (typeof IpFamily)[keyof typeof IpFamily];

/** The cluster Karpenter is installed on. */
export interface ClusterArgs {
    /** The cluster's name, as EKS takes it. Names, tags and permissions are made from it. */
    name: string;
    /** The cluster's Kubernetes version, `1.33` say; checked against Karpenter's. Defaults to unknown: nothing is checked. */
    version?: Input<string>;
    /**
     * The URL of the cluster's API server, passed to the controller. Defaults to none: the controller asks EKS.
     * @pattern ^https?://
     * @examples ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"]
     */
    endpoint?: Input<string>;
    /** The URL of the cluster's OIDC issuer. IRSA needs it. Defaults to none. */
    oidcIssuer?: Input<string>;
    /** The ARN of IAM's OIDC provider for that issuer. Defaults to the account's provider for `oidcIssuer`. */
    oidcProviderArn?: Input<string>;
    /** Decides how nodes may join. Defaults to unknown, in which case access entries are taken to work. */
    authenticationMode?: AuthenticationMode;
    /** On `ipv6` the node role gets a policy for the VPC CNI. Defaults to `ipv4`. */
    ipFamily?: IpFamily;
    /** A kubeconfig for the cluster. Only joining by `aws-auth` needs it. Defaults to none. */
    kubeconfig?: Input<string>;
    /** The id of the cluster's account. Defaults to the AWS provider's. */
    accountId?: Input<string>;
    /** The cluster's region. Defaults to the AWS provider's. */
    region?: Input<string>;
    /** The AWS partition: `aws`, `aws-cn`, `aws-us-gov`. Defaults to the AWS provider's. */
    partition?: Input<string>;
}
