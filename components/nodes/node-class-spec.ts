import type { Input } from "@pulumi/pulumi";

/** How Karpenter makes user data and default disks. It selects no image. */
export const AmiFamily = {
    AL2: "AL2",
    AL2023: "AL2023",
    Bottlerocket: "Bottlerocket",
    Custom: "Custom",
    Windows2019: "Windows2019",
    Windows2022: "Windows2022",
    Windows2025: "Windows2025",
} as const;
export type AmiFamily = (typeof AmiFamily)[keyof typeof AmiFamily];

/** The kinds of EBS volume. */
export const VolumeType = {
    standard: "standard",
    io1: "io1",
    io2: "io2",
    gp2: "gp2",
    sc1: "sc1",
    st1: "st1",
    gp3: "gp3",
} as const;
export type VolumeType = (typeof VolumeType)[keyof typeof VolumeType];

/** A switch that EC2 spells out. */
export const Switch = { enabled: "enabled", disabled: "disabled" } as const;
export type Switch = (typeof Switch)[keyof typeof Switch];

/** Whether the instance metadata service wants a session token (IMDSv2). */
export const HttpTokens = { required: "required", optional: "optional" } as const;
export type HttpTokens = (typeof HttpTokens)[keyof typeof HttpTokens];

/** How instances match a capacity reservation. */
export const InstanceMatchCriteria = { open: "open", targeted: "targeted" } as const;
export type InstanceMatchCriteria = (typeof InstanceMatchCriteria)[keyof typeof InstanceMatchCriteria];

/** The kinds of network interface. */
export const InterfaceType = { interface: "interface", efaOnly: "efa-only" } as const;
export type InterfaceType = (typeof InterfaceType)[keyof typeof InterfaceType];

/**
 * The `spec` of an EC2NodeClass (`karpenter.k8s.aws/v1`), field for field.
 *
 * Source: the CRD of Karpenter 1.14.3 and 1.15.0, https://karpenter.sh/docs/concepts/nodeclasses/
 */
export interface EC2NodeClassSpec {
    /** Defaults to the family of the alias; required where no term has one. */
    amiFamily?: Input<AmiFamily>;
    /**
     * Which images the nodes run; any that matches. There is no default: which image runs is the user's word.
     * @minItems 1
     * @maxItems 30
     */
    amiSelectorTerms: AmiSelectorTerm[];
    /**
     * Which subnets the nodes are in; any that matches. Defaults to what `discovery` selects.
     * @minItems 1
     * @maxItems 30
     */
    subnetSelectorTerms?: SubnetSelectorTerm[];
    /**
     * Which security groups the nodes have; all that match. Defaults to what `discovery` selects.
     * @minItems 1
     * @maxItems 30
     */
    securityGroupSelectorTerms?: SecurityGroupSelectorTerm[];
    /**
     * Which capacity reservations may be used; pools then need capacity type `reserved`. Defaults to none.
     * @maxItems 30
     */
    capacityReservationSelectorTerms?: CapacityReservationSelectorTerm[];
    /** The placement group the instances start in. Defaults to none. */
    placementGroupSelector?: PlacementGroupSelector;
    /**
     * The bare name of the role the nodes have, without path or ARN; Karpenter makes the instance profile. Conflicts with
     * `instanceProfile`. Defaults to the node role, unless `instanceProfile` is set.
     * @minLength 1
     */
    role?: Input<string>;
    /**
     * The name of an instance profile made elsewhere; the only way where IAM can't be reached (private clusters). Conflicts with
     * `role`. Defaults to none.
     * @minLength 1
     */
    instanceProfile?: Input<string>;
    /** Whether instances get a public address. Conflicts, when true, with several interfaces. Defaults to the subnet's setting. */
    associatePublicIPAddress?: Input<boolean>;
    /**
     * How many address prefixes each instance gets, IPv4 or IPv6 by the cluster's family. Defaults to none.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    ipPrefixCount?: Input<number>;
    /** Script or settings merged into what Karpenter writes, in the family's own form; with it at most 16,384 bytes. Defaults to none. */
    userData?: Input<string>;
    /** Tags on instances, volumes, interfaces and launch templates. A change replaces every node. Defaults to the component's `tags`. */
    tags?: { [key: string]: Input<string> };
    /** Settings of the kubelet. Karpenter 1.15 keeps fields that are not named here (AL2023 only); 1.14 knows just these. */
    kubelet?: KubeletConfiguration;
    /**
     * The disks. Defaults to the family's own: encrypted gp3, 20Gi (Bottlerocket 4Gi and 20Gi, Windows 50Gi, Custom the image's).
     * @maxItems 50
     */
    blockDeviceMappings?: BlockDeviceMapping[];
    /**
     * `RAID0` makes the local disks one volume for pods and images. Defaults to none: they are left alone.
     * @pattern ^RAID0$
     * @examples ["RAID0"]
     */
    instanceStorePolicy?: Input<string>;
    /**
     * The network interfaces, for instances with several cards or EFA. One must be card 0, device 0, `interface`.
     * Defaults to one interface.
     * @maxItems 150
     */
    networkInterfaces?: NetworkInterface[];
    /** Whether CloudWatch gets metrics each minute, at a charge. Defaults to `false`. */
    detailedMonitoring?: Input<boolean>;
    /** The instance metadata service. Defaults to IMDSv2 only, one hop. */
    metadataOptions?: MetadataOptions;
    /** How long idle connections are tracked (Nitro only). Defaults to EC2's own. */
    connectionTracking?: ConnectionTracking;
    /** Options of the processor. Defaults to none. */
    cpuOptions?: CpuOptions;
    /** AWS Nitro Enclaves; restricts the instance types. Since Karpenter 1.15. Defaults to none. */
    enclaveOptions?: EnclaveOptions;
    /** The `Context` of EC2's CreateFleet, which AWS reserves. Defaults to none. */
    context?: Input<string>;
}

/** Selects images. A term has one of `alias`, `id`, `ssmParameter`, or `name` and `tags`, with `owner` beside these two. */
export interface AmiSelectorTerm {
    /**
     * An EKS-optimised image as `family@version`: `al2023@v20260101`, `bottlerocket@1.46.0`. Must be the only term. `@latest` replaces
     * nodes with every release. Families: al2 (Kubernetes up to 1.32), al2023, bottlerocket, windows2019, windows2022, windows2025.
     * @maxLength 30
     */
    alias?: Input<string>;
    /**
     * An image by id. Conflicts with every other field.
     * @pattern ami-[0-9a-z]+
     * @examples ["ami-0123456789abcdef0"]
     */
    id?: Input<string>;
    /** A name, `*` matches anything. */
    name?: Input<string>;
    /** The account or alias that owns the image. Goes with `name` or `tags`. Defaults to `self,amazon` with `name`. */
    owner?: Input<string>;
    /** An SSM parameter that holds the id, by name or ARN. Outside `/aws/service` the controller gets leave to read it. */
    ssmParameter?: Input<string>;
    /**
     * Tags of the image, at most 20; a value `*` matches any.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** Selects subnets, by `id` or by `tags`. */
export interface SubnetSelectorTerm {
    /**
     * Conflicts with `tags`.
     * @pattern subnet-[0-9a-z]+
     * @examples ["subnet-0123456789abcdef0"]
     */
    id?: Input<string>;
    /**
     * Tags of the subnet, at most 20; a value `*` matches any.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** Selects security groups, by `id`, `name` or `tags`. */
export interface SecurityGroupSelectorTerm {
    /**
     * Conflicts with `name` and `tags`.
     * @pattern sg-[0-9a-z]+
     * @examples ["sg-0123456789abcdef0"]
     */
    id?: Input<string>;
    /** The group's name, not its `Name` tag. Conflicts with `id` and `tags`. */
    name?: Input<string>;
    /**
     * Tags of the group, at most 20; a value `*` matches any.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** Selects capacity reservations, by `id`, or by `tags`, `instanceMatchCriteria` and `ownerID`. */
export interface CapacityReservationSelectorTerm {
    /**
     * Conflicts with every other field.
     * @pattern ^cr-[0-9a-z]+$
     * @examples ["cr-0123456789abcdef0"]
     */
    id?: Input<string>;
    /**
     * The account that owns the reservation.
     * @pattern ^[0-9]{12}$
     * @examples ["123456789012"]
     */
    ownerID?: Input<string>;
    /** Reservations that take any matching instance (`open`), or only those that name them (`targeted`). */
    instanceMatchCriteria?: Input<InstanceMatchCriteria>;
    /**
     * Tags of the reservation, at most 20; a value `*` matches any.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** A placement group, by `name` or `id`. */
export interface PlacementGroupSelector {
    /**
     * Conflicts with `id`.
     * @minLength 1
     */
    name?: Input<string>;
    /**
     * Conflicts with `name`.
     * @pattern ^pg-[0-9a-z]+$
     * @examples ["pg-0123456789abcdef0"]
     */
    id?: Input<string>;
}

/** Settings of the kubelet, under Karpenter's names. Bottlerocket ignores `podsPerCore`. */
export interface KubeletConfiguration {
    /** Addresses of the cluster's DNS service. Defaults to the cluster's. */
    clusterDNS?: Input<string>[];
    /** Whether CPU limits are enforced. Defaults to `true`. */
    cpuCFSQuota?: Input<boolean>;
    /** Signals that evict at once, `memory.available: 5%` say. */
    evictionHard?: { [signal: string]: Input<string> };
    /** Signals that evict after a grace period; each needs one in `evictionSoftGracePeriod`. */
    evictionSoft?: { [signal: string]: Input<string> };
    /** Grace periods of `evictionSoft`, as durations. */
    evictionSoftGracePeriod?: { [signal: string]: Input<string> };
    /**
     * The most grace a pod gets on a soft eviction, in seconds.
     * @asType integer
     * @minimum -2147483648
     * @maximum 2147483647
     */
    evictionMaxPodGracePeriod?: Input<number>;
    /**
     * Disk use, in per cent, from which images are collected. Above the low threshold.
     * @asType integer
     * @minimum 0
     * @maximum 100
     */
    imageGCHighThresholdPercent?: Input<number>;
    /**
     * Disk use, in per cent, down to which images are collected.
     * @asType integer
     * @minimum 0
     * @maximum 100
     */
    imageGCLowThresholdPercent?: Input<number>;
    /** Resources kept for Kubernetes: cpu, memory, ephemeral-storage, pid. */
    kubeReserved?: { [resource: string]: Input<string> };
    /** Resources kept for the system: cpu, memory, ephemeral-storage, pid. */
    systemReserved?: { [resource: string]: Input<string> };
    /**
     * The most pods on a node. Defaults to what the instance's interfaces hold; on Windows 110.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    maxPods?: Input<number>;
    /**
     * The most pods for each core. Defaults to none.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    podsPerCore?: Input<number>;
    /** Fields of the kubelet's own configuration, which Karpenter 1.15 passes on. */
    [field: string]: any;
}

/** A disk. */
export interface BlockDeviceMapping {
    /** The device's name, by the image: `/dev/xvda`; Bottlerocket's data is `/dev/xvdb`; Windows `/dev/sda1`. */
    deviceName?: Input<string>;
    /** The volume behind it, which Karpenter needs of every disk. */
    ebs?: BlockDevice;
    /** Whether it is the kubelet's root volume, one at most. Defaults to `false`. */
    rootVolume?: Input<boolean>;
}

/** An EBS volume. Needs `volumeSize` or `snapshotID`. */
export interface BlockDevice {
    /** Whether it goes with the instance. */
    deleteOnTermination?: Input<boolean>;
    /** Whether it is encrypted; with `kmsKeyID`, whose policy must then allow the node's account by EC2. */
    encrypted?: Input<boolean>;
    /**
     * Operations a second, for io1, io2 and gp3.
     * @asType integer
     */
    iops?: Input<number>;
    /** The KMS key: id, alias or ARN. Defaults to the account's EBS key. */
    kmsKeyID?: Input<string>;
    /** The snapshot it starts from. */
    snapshotID?: Input<string>;
    /**
     * MiB a second, for gp3.
     * @asType integer
     */
    throughput?: Input<number>;
    /**
     * MiB a second at which a snapshot is loaded. Needs `snapshotID`.
     * @asType integer
     * @minimum 100
     * @maximum 300
     */
    volumeInitializationRate?: Input<number>;
    /**
     * A number with a unit: `100Gi`, to 59000Gi, 64000G, 58Ti, 64T.
     * @pattern ^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$
     * @examples ["100Gi"]
     */
    volumeSize?: Input<string>;
    /** Defaults to EC2's. */
    volumeType?: Input<VolumeType>;
}

/** A network interface. */
export interface NetworkInterface {
    /**
     * The card's number, from 0.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    networkCardIndex: Input<number>;
    /**
     * The device's number on its card, from 0.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    deviceIndex: Input<number>;
    /** `interface`, or `efa-only` without IP. */
    interfaceType: Input<InterfaceType>;
}

/** The instance metadata service. */
export interface MetadataOptions {
    /** Whether it answers over IPv4. Defaults to `enabled`. */
    httpEndpoint?: Input<Switch>;
    /** Whether it answers over IPv6. Defaults to `disabled`. */
    httpProtocolIPv6?: Input<Switch>;
    /**
     * How many hops an answer lives; 1 keeps it from pods without host network. Defaults to 1.
     * @asType integer
     * @minimum 1
     * @maximum 64
     */
    httpPutResponseHopLimit?: Input<number>;
    /** Defaults to `required`. */
    httpTokens?: Input<HttpTokens>;
}

/** How long idle connections are tracked, in seconds. At least one field. */
export interface ConnectionTracking {
    /**
     * Of established TCP connections.
     * @asType integer
     * @minimum 60
     * @maximum 432000
     */
    tcpEstablishedTimeout?: Input<number>;
    /**
     * Of UDP flows that saw several packets each way.
     * @asType integer
     * @minimum 60
     * @maximum 180
     */
    udpStreamTimeout?: Input<number>;
    /**
     * Of UDP flows that saw packets one way only.
     * @asType integer
     * @minimum 30
     * @maximum 60
     */
    udpTimeout?: Input<number>;
}

/** Options of the processor. */
export interface CpuOptions {
    /** Whether instances may run virtual machines of their own; restricts the instance types. */
    nestedVirtualization?: Input<Switch>;
}

/** AWS Nitro Enclaves. */
export interface EnclaveOptions {
    /** Whether the instances may run enclaves. */
    enabled: Input<boolean>;
}
