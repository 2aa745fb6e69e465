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
     * IDs of the subnets for the control plane, in at least two availability zones.
     * @minItems 2
     */
    subnetIds: string[];
    /**
     * IDs of the subnets for the system nodes or Fargate, which takes private subnets only. Karpenter's nodes get them, too, unless
     * `discovery` sets others. Defaults to `subnetIds`.
     * @minItems 1
     */
    systemSubnetIds?: string[];
    /** The compute that runs the controller and CoreDNS. Defaults to `NodeGroup`. */
    system?: SystemKind;
    /**
     * The instance type of the system nodes, amd64 or arm64. A change replaces the node group, the new one first. Defaults to `m5.large`,
     * as in Karpenter's getting started guide.
     */
    systemInstanceType?: string;
    /**
     * The number of system nodes. Two controllers need two nodes. Defaults to 2.
     * @asType integer
     * @minimum 1
     */
    systemNodes?: number;
    /**
     * The size of a system node's disk in GiB; the disk is an encrypted gp3 volume. Defaults to 20, the size that EKS gives Linux nodes.
     * @asType integer
     * @minimum 20
     */
    systemDiskSize?: number;
    /**
     * The ARN of the KMS key that encrypts the disks of the system nodes. Its policy must let EC2 Auto Scaling use it. Defaults to the
     * account's key for EBS.
     * @pattern ^arn:[a-z-]+:kms:.+$
     * @examples ["arn:PARTITION:kms:REGION:ACCOUNT:key/ID"]
     */
    systemDiskKeyArn?: string;
    /** Whether the API server has a private endpoint in the VPC. Defaults to `true`. */
    endpointPrivateAccess?: boolean;
    /** Whether the API server has a public endpoint. Defaults to `true`; `pulumi up` then works from outside the VPC. */
    endpointPublicAccess?: boolean;
    /**
     * The CIDR blocks that can access the public endpoint. Required if there is one, so that no API server is open to the internet by
     * default.
     */
    publicAccessCidrs?: string[];
    /**
     * The ARNs of the IAM roles and users that administer the cluster, each under a name of its own. They get access entries with
     * `AmazonEKSClusterAdminPolicy`. The principal that creates the cluster is an administrator already, and AWS refuses a second entry for
     * it. Defaults to none, with a warning: only the creator can access the cluster.
     */
    administrators?: { [name: string]: string };
    /** EKS add-ons and their versions. */
    addons?: AddonsConfig;
    /**
     * The control plane's logs in CloudWatch. Defaults to `api`, `audit` and `authenticator`: they tell who changed what, and why a node may
     * not join.
     */
    logTypes?: LogType[];
    /**
     * The ARN of the KMS key that encrypts the cluster's secrets. It can't be changed once it is set. Defaults to a key that AWS owns.
     * @pattern ^arn:[a-z-]+:kms:.+$
     * @examples ["arn:PARTITION:kms:REGION:ACCOUNT:key/ID"]
     */
    encryptionKeyArn?: string;
    /**
     * Whether EKS refuses to delete the cluster. Defaults to `false`, because `pulumi destroy` deletes the cluster last and would stop there,
     * with everything on it gone.
     */
    deletionProtection?: boolean;
    /**
     * The CIDR block of the cluster's service addresses, a private one from /24 to /12 that overlaps neither the VPC nor connected networks.
     * Conflicts with `ipFamily: ipv6`. A change replaces the cluster. Defaults to `10.100.0.0/16` or `172.20.0.0/16`, as EKS chooses.
     */
    serviceIpv4Cidr?: string;
    /**
     * The support that the version gets after its standard support. Defaults to `EXTENDED`: with `STANDARD`, EKS upgrades the cluster by
     * itself at that time, and `cluster.version` is then wrong.
     */
    upgradePolicy?: UpgradePolicy;
    /** The path of the roles of the cluster, Fargate and the EBS CSI driver. Defaults to `/`. The system nodes' role has `nodeRole.path`. */
    path?: string;
    /**
     * The ARN of the permissions boundary of these roles. Defaults to none. The system nodes' role has `nodeRole.permissionsBoundary`.
     * @pattern ^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$
     * @examples ["arn:PARTITION:iam::ACCOUNT:policy/NAME"]
     */
    permissionsBoundary?: string;
}

/** The add-ons of a new cluster, by the names that EKS gives them. */
export interface AddonsConfig {
    /** The VPC CNI, which every cluster gets. */
    "vpc-cni"?: AddonConfig;
    /** kube-proxy, which every cluster gets. */
    "kube-proxy"?: AddonConfig;
    /** CoreDNS, which every cluster gets. */
    coredns?: AddonConfig;
    /** The agent of Pod Identity. Clusters get it if `controller.identity` is `PodIdentity` or this is set. */
    "eks-pod-identity-agent"?: AddonConfig;
    /** The EBS CSI driver with a role of its own. Clusters get it if this is set; `{}` is enough. */
    "aws-ebs-csi-driver"?: AddonConfig;
}

/** An add-on of a new cluster. */
export interface AddonConfig {
    /**
     * The add-on's version, as `aws eks describe-addon-versions` lists it. Defaults to the most recent one for the Kubernetes version, so
     * that `pulumi up` of an unchanged stack updates the add-on when AWS publishes another, with a warning.
     * @pattern ^v\d+\.\d+\.\d+-eksbuild\.\d+$
     * @examples ["v1.20.4-eksbuild.2"]
     */
    version?: string;
}

/** A log of the control plane: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const LogType = {
    api: "api",
    audit: "audit",
    authenticator: "authenticator",
    controllerManager: "controllerManager",
    scheduler: "scheduler",
} as const;
export type LogType = (typeof LogType)[keyof typeof LogType];

/** The support of a Kubernetes version: https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html */
export const UpgradePolicy = {
    STANDARD: "STANDARD",
    EXTENDED: "EXTENDED",
} as const;
export type UpgradePolicy = (typeof UpgradePolicy)[keyof typeof UpgradePolicy];

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
