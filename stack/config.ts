import type { KarpenterArgs } from "../components/args.ts";
import type { AuthenticationMode, IpFamily } from "../components/cluster.ts";

/** Everything that a stack file can say under `eks-karpenter:`, group by group. */
export interface StackConfig extends Omit<KarpenterArgs, "cluster"> {
    /** The cluster: an existing one, or one to be made. */
    cluster: ClusterConfig;
    /** How the cluster's API is reached. */
    kubernetes?: KubernetesConfig;
}

/** The cluster. What an existing one is gets looked up, unless it is stated here. */
export interface ClusterConfig {
    /**
     * The cluster's name. Names, tags and permissions are made from it.
     * @pattern ^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$
     */
    name: string;
    /** Makes the cluster, instead of looking for an existing one. The facts below are then known by themselves. Defaults to none. */
    create?: NewClusterConfig;
    /**
     * The id of the account. Defaults to the one the AWS credentials are for.
     * @pattern ^[0-9]{12}$
     * @examples ["123456789012"]
     */
    accountId?: string;
    /** The Kubernetes version, `"1.33"`; of a new cluster, the one to make. Defaults to what EKS says, or gives. */
    version?: string;
    /**
     * The URL of the API server. Defaults to what EKS says.
     * @pattern ^https?://
     * @examples ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"]
     */
    endpoint?: string;
    /** The certificate authority of the API server, in base64. Defaults to what EKS says. */
    certificateAuthority?: string;
    /** The URL of the OIDC issuer. Defaults to what EKS says. */
    oidcIssuer?: string;
    /** The ARN of IAM's OIDC provider for the issuer. Defaults to the account's provider for it. */
    oidcProviderArn?: string;
    /** Who may do what is read from access entries, `aws-auth`, or both. Defaults to what EKS says; a new cluster has `API`. */
    authenticationMode?: AuthenticationMode;
    /** The family of pod addresses. Defaults to what EKS says; a new cluster has `ipv4`. */
    ipFamily?: IpFamily;
    /**
     * The id of the VPC, which the given subnets and security groups must be in. Defaults to what EKS says.
     * @pattern ^vpc-[0-9a-z]+$
     * @examples ["vpc-0123456789abcdef0"]
     */
    vpcId?: string;
}

/** A cluster to be made, ready for Karpenter. */
export interface NewClusterConfig {
    /**
     * Ids of the subnets for the control plane and the system nodes: two availability zones at least.
     * @minItems 2
     */
    subnetIds: string[];
    /** What runs the controller and CoreDNS. Defaults to `NodeGroup`. */
    system?: SystemKind;
    /** The instance type of the system nodes. Defaults to `m5.large`, as in Karpenter's own guide. */
    systemInstanceType?: string;
    /**
     * How many system nodes there are; two controllers need two. Defaults to 2.
     * @asType integer
     * @minimum 1
     */
    systemNodes?: number;
    /** Whether the API server can be reached inside the VPC. Defaults to `true`. */
    endpointPrivateAccess?: boolean;
    /** Whether the API server can be reached from outside. Defaults to `true`. */
    endpointPublicAccess?: boolean;
    /** From which addresses it can then be reached, as CIDRs. Defaults to all. */
    publicAccessCidrs?: string[];
}

/** What runs the controller and CoreDNS on a new cluster. */
export const SystemKind = {
    /** A small managed node group, tainted `CriticalAddonsOnly`. */
    NodeGroup: "NodeGroup",
    /** Fargate. Conflicts with Pod Identity. */
    Fargate: "Fargate",
} as const;
export type SystemKind = (typeof SystemKind)[keyof typeof SystemKind];

/** How the cluster's API is reached. */
export interface KubernetesConfig {
    /**
     * The text of a kubeconfig. One that holds credentials must be a secret (`pulumi config set --secret --path`).
     * Defaults to one made from the cluster, which gets its token from `aws eks get-token` each time it is used.
     */
    kubeconfig?: string;
    /** The context of the kubeconfig; without a kubeconfig, one of the machine's own. Defaults to the kubeconfig's current one. */
    context?: string;
    /** The AWS profile that gets the token. Defaults to `aws:profile`. */
    profile?: string;
    /**
     * The ARN of a role to assume for the token. Defaults to none.
     * @pattern ^arn:[a-z-]+:iam::[0-9]{12}:role/.+$
     * @examples ["arn:PARTITION:iam::ACCOUNT:role/NAME"]
     */
    roleArn?: string;
}
