import type { KarpenterArgs } from "../components/args.ts";
import type { AuthenticationMode, IpFamily } from "../components/cluster.ts";

/** The keys of a stack file under `eks-karpenter:`, by group. */
export interface StackConfig extends Omit<KarpenterArgs, "cluster"> {
    /** The EKS cluster: an existing or a new one. */
    cluster: ClusterConfig;
    /** Access to the cluster's API server. */
    kubernetes?: KubernetesConfig;
}

/** The EKS cluster. Omitted facts of an existing cluster are looked up. */
export interface ClusterConfig {
    /**
     * The name of the EKS cluster. Names, tags and permissions derive from it.
     * @pattern ^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$
     */
    name: string;
    /**
     * Settings of a new cluster. If set, the stack creates the cluster instead of looking up an existing one; the facts below
     * need not be set. Defaults to none.
     */
    create?: NewClusterConfig;
    /**
     * The ID of the cluster's AWS account. Defaults to the account of the AWS credentials.
     * @pattern ^[0-9]{12}$
     * @examples ["123456789012"]
     */
    accountId?: string;
    /** The Kubernetes version, for example `"1.33"`. Defaults to the existing cluster's; a new cluster gets the default of EKS. */
    version?: string;
    /**
     * The URL of the API server. Defaults to the cluster's.
     * @pattern ^https?://
     * @examples ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"]
     */
    endpoint?: string;
    /** The certificate authority of the API server, in base64. Defaults to the cluster's. */
    certificateAuthority?: string;
    /** The URL of the OIDC issuer. Defaults to the cluster's. */
    oidcIssuer?: string;
    /** The ARN of the IAM OIDC provider. Defaults to the account's provider for the issuer. */
    oidcProviderArn?: string;
    /**
     * The source of IAM access to the cluster: access entries, the ConfigMap `aws-auth`, or both. Defaults to the existing cluster's; a new
     * cluster gets `API`.
     */
    authenticationMode?: AuthenticationMode;
    /** The IP family of pod and service addresses. Defaults to the existing cluster's; a new cluster gets `ipv4`. */
    ipFamily?: IpFamily;
    /**
     * The ID of the VPC, which must contain the given subnets and security groups. Defaults to the cluster's.
     * @pattern ^vpc-[0-9a-z]+$
     * @examples ["vpc-0123456789abcdef0"]
     */
    vpcId?: string;
}

/** Settings of a new cluster. */
export interface NewClusterConfig {
    /**
     * IDs of the subnets for the control plane and the system nodes, in at least two availability zones.
     * @minItems 2
     */
    subnetIds: string[];
    /** The compute that runs the controller and CoreDNS. Defaults to `NodeGroup`. */
    system?: SystemKind;
    /** The instance type of the system nodes. Defaults to `m5.large`, as in Karpenter's getting started guide. */
    systemInstanceType?: string;
    /**
     * The number of system nodes. Two controllers need two nodes. Defaults to 2.
     * @asType integer
     * @minimum 1
     */
    systemNodes?: number;
    /** Whether the API server has a private endpoint in the VPC. Defaults to `true`. */
    endpointPrivateAccess?: boolean;
    /** Whether the API server has a public endpoint. Defaults to `true`. */
    endpointPublicAccess?: boolean;
    /** The CIDR blocks that can access the public endpoint. Defaults to all. */
    publicAccessCidrs?: string[];
}

/** The compute that runs the controller and CoreDNS on a new cluster. */
export const SystemKind = {
    /** A managed node group with the taint `CriticalAddonsOnly`. */
    NodeGroup: "NodeGroup",
    /** Fargate. Conflicts with Pod Identity. */
    Fargate: "Fargate",
} as const;
export type SystemKind = (typeof SystemKind)[keyof typeof SystemKind];

/** Access to the cluster's API server. */
export interface KubernetesConfig {
    /**
     * The content of a kubeconfig. It must be a secret (`pulumi config set --secret --path`) if it contains credentials. Defaults to one
     * for the cluster, which gets a token from `aws eks get-token` on each use.
     */
    kubeconfig?: string;
    /**
     * The context to use: of `kubeconfig` or, if that is omitted, of the machine's kubeconfig. Defaults to the kubeconfig's current
     * context.
     */
    context?: string;
    /** The AWS profile for the token. Defaults to `aws:profile`. */
    profile?: string;
    /**
     * The ARN of a role to assume for the token. Defaults to none.
     * @pattern ^arn:[a-z-]+:iam::[0-9]{12}:role/.+$
     * @examples ["arn:PARTITION:iam::ACCOUNT:role/NAME"]
     */
    roleArn?: string;
}
