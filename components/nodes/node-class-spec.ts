import type { Input } from "@pulumi/pulumi";

/** The image families. They decide the format of user data and the default disks, but select no image. */
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

/** The types of EBS volumes. */
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

/** The states of an EC2 setting. */
export const Switch = { enabled: "enabled", disabled: "disabled" } as const;
export type Switch = (typeof Switch)[keyof typeof Switch];

/** The use of session tokens (IMDSv2) by the instance metadata service. */
export const HttpTokens = { required: "required", optional: "optional" } as const;
export type HttpTokens = (typeof HttpTokens)[keyof typeof HttpTokens];

/** The ways in which instances match a capacity reservation. */
export const InstanceMatchCriteria = { open: "open", targeted: "targeted" } as const;
export type InstanceMatchCriteria = (typeof InstanceMatchCriteria)[keyof typeof InstanceMatchCriteria];

/** The types of network interfaces. */
export const InterfaceType = { interface: "interface", efaOnly: "efa-only" } as const;
export type InterfaceType = (typeof InterfaceType)[keyof typeof InterfaceType];

/**
 * The `spec` of an EC2NodeClass (`karpenter.k8s.aws/v1`), field for field.
 *
 * Source: the CRD of Karpenter 1.14.3 and 1.15.0, https://karpenter.sh/docs/concepts/nodeclasses/
 */
export interface EC2NodeClassSpec {
    /** The image family. Defaults to the family of the alias; required if no term has an alias. */
    amiFamily?: Input<AmiFamily>;
    /**
     * Selector terms of the images, combined with OR. There is no default, so that the choice of an image is explicit.
     * @minItems 1
     * @maxItems 30
     */
    amiSelectorTerms: AmiSelectorTerm[];
    /**
     * Selector terms of the subnets, combined with OR. Defaults to the selection of `discovery`.
     * @minItems 1
     * @maxItems 30
     */
    subnetSelectorTerms?: SubnetSelectorTerm[];
    /**
     * Selector terms of the security groups. Nodes get all groups that match. Defaults to the selection of `discovery`.
     * @minItems 1
     * @maxItems 30
     */
    securityGroupSelectorTerms?: SecurityGroupSelectorTerm[];
    /**
     * Selector terms of the capacity reservations. Pools use them with capacity type `reserved`. Defaults to none.
     * @maxItems 30
     */
    capacityReservationSelectorTerms?: CapacityReservationSelectorTerm[];
    /** The placement group of the instances. Defaults to none. */
    placementGroupSelector?: PlacementGroupSelector;
    /**
     * The name of the nodes' IAM role, without its path and not as an ARN. Karpenter creates the instance profile. Conflicts with
     * `instanceProfile`. Defaults to the node role, unless `instanceProfile` is set.
     * @minLength 1
     */
    role?: Input<string>;
    /**
     * The name of an existing instance profile. Required if the controller can't reach IAM (private clusters). Conflicts with `role`.
     * Defaults to none.
     * @minLength 1
     */
    instanceProfile?: Input<string>;
    /** Whether instances get a public IP address. `true` conflicts with several network interfaces. Defaults to the subnet's setting. */
    associatePublicIPAddress?: Input<boolean>;
    /**
     * The number of IP prefixes of each instance, in the cluster's IP family. Defaults to none.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    ipPrefixCount?: Input<number>;
    /**
     * A script or settings, in the format of the image family, merged into Karpenter's user data. Both together have at most 16,384 bytes.
     * Defaults to none.
     */
    userData?: Input<string>;
    /**
     * Tags of instances, volumes, network interfaces and launch templates, merged over the component's `tags`. A change replaces every
     * node. Defaults to the component's `tags`.
     */
    tags?: { [key: string]: Input<string> };
    /**
     * Settings of the kubelet. Karpenter 1.15 also accepts the kubelet's other fields (AL2023 only); 1.14 supports only these.
     */
    kubelet?: KubeletConfiguration;
    /**
     * The disks. Defaults to those of the image family: encrypted gp3 of 20Gi (Bottlerocket 4Gi and 20Gi, Windows 50Gi; Custom: the image's
     * own).
     * @maxItems 50
     */
    blockDeviceMappings?: BlockDeviceMapping[];
    /**
     * The use of instance store disks: `RAID0` combines them into one volume for pods and images. Defaults to none: they are not used.
     * @pattern ^RAID0$
     * @examples ["RAID0"]
     */
    instanceStorePolicy?: Input<string>;
    /**
     * The network interfaces, for instances with several network cards or EFA. One must have card 0, device 0 and type `interface`.
     * Defaults to one interface.
     * @maxItems 150
     */
    networkInterfaces?: NetworkInterface[];
    /** Whether CloudWatch gets metrics every minute, at additional cost. Defaults to `false`. */
    detailedMonitoring?: Input<boolean>;
    /** Settings of the instance metadata service. Defaults to IMDSv2 only, with a hop limit of 1. */
    metadataOptions?: MetadataOptions;
    /** Timeouts for the tracking of idle connections (Nitro only). Defaults to EC2's. */
    connectionTracking?: ConnectionTracking;
    /** CPU options. Defaults to none. */
    cpuOptions?: CpuOptions;
    /** Settings of AWS Nitro Enclaves, which restrict the instance types. Requires Karpenter 1.15. Defaults to none. */
    enclaveOptions?: EnclaveOptions;
    /** The parameter `Context` of EC2's CreateFleet, which AWS reserves. Defaults to none. */
    context?: Input<string>;
}

/** A selector of images: by `alias`, `id` or `ssmParameter`, or by `name` and `tags`, optionally with `owner`. */
export interface AmiSelectorTerm {
    /**
     * An EKS optimized image as `family@version`: `al2023@v20260101`, `bottlerocket@1.46.0`. Must be the only term. `@latest` replaces the
     * nodes with every release. Families: al2 (Kubernetes up to 1.32), al2023, bottlerocket, windows2019, windows2022, windows2025.
     * @maxLength 30
     */
    alias?: Input<string>;
    /**
     * The image's ID. Conflicts with every other field.
     * @pattern ami-[0-9a-z]+
     * @examples ["ami-0123456789abcdef0"]
     */
    id?: Input<string>;
    /** The image's name; `*` matches any characters. */
    name?: Input<string>;
    /** The owner of the image: an account ID or alias, with `name` or `tags`. Defaults to `self,amazon` with `name`. */
    owner?: Input<string>;
    /**
     * The name or ARN of an SSM parameter that contains the image's ID. The controller gets permission to read it. Conflicts with every
     * other field.
     */
    ssmParameter?: Input<string>;
    /**
     * Tags of the image, at most 20; the value `*` matches any value.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** A selector of subnets: by `id` or `tags`. */
export interface SubnetSelectorTerm {
    /**
     * The subnet's ID. Conflicts with `tags`.
     * @pattern subnet-[0-9a-z]+
     * @examples ["subnet-0123456789abcdef0"]
     */
    id?: Input<string>;
    /**
     * Tags of the subnet, at most 20; the value `*` matches any value.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** A selector of security groups: by `id`, `name` or `tags`. */
export interface SecurityGroupSelectorTerm {
    /**
     * The security group's ID. Conflicts with `name` and `tags`.
     * @pattern sg-[0-9a-z]+
     * @examples ["sg-0123456789abcdef0"]
     */
    id?: Input<string>;
    /** The security group's name, not its tag `Name`. Conflicts with `id` and `tags`. */
    name?: Input<string>;
    /**
     * Tags of the security group, at most 20; the value `*` matches any value.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** A selector of capacity reservations: by `id`, or by `tags`, `instanceMatchCriteria` and `ownerID`. */
export interface CapacityReservationSelectorTerm {
    /**
     * The reservation's ID. Conflicts with every other field.
     * @pattern ^cr-[0-9a-z]+$
     * @examples ["cr-0123456789abcdef0"]
     */
    id?: Input<string>;
    /**
     * The ID of the account that owns the reservation.
     * @pattern ^[0-9]{12}$
     * @examples ["123456789012"]
     */
    ownerID?: Input<string>;
    /** The instances that use the reservation: all that match (`open`), or only those that target it (`targeted`). */
    instanceMatchCriteria?: Input<InstanceMatchCriteria>;
    /**
     * Tags of the reservation, at most 20; the value `*` matches any value.
     * @maxProperties 20
     */
    tags?: { [key: string]: Input<string> };
}

/** A selector of a placement group: by `name` or `id`. */
export interface PlacementGroupSelector {
    /**
     * The placement group's name. Conflicts with `id`.
     * @minLength 1
     */
    name?: Input<string>;
    /**
     * The placement group's ID. Conflicts with `name`.
     * @pattern ^pg-[0-9a-z]+$
     * @examples ["pg-0123456789abcdef0"]
     */
    id?: Input<string>;
}

/** Settings of the kubelet. Bottlerocket ignores `podsPerCore`. */
export interface KubeletConfiguration {
    /** IP addresses of the DNS service. Defaults to the cluster's. */
    clusterDNS?: Input<string>[];
    /** Whether CPU limits are enforced. Defaults to `true`. */
    cpuCFSQuota?: Input<boolean>;
    /** Hard eviction thresholds by signal, for example `memory.available: 5%`. */
    evictionHard?: { [signal: string]: Input<string> };
    /** Soft eviction thresholds by signal. Each signal requires a grace period in `evictionSoftGracePeriod`. */
    evictionSoft?: { [signal: string]: Input<string> };
    /** Grace periods of `evictionSoft` by signal, as durations. */
    evictionSoftGracePeriod?: { [signal: string]: Input<string> };
    /**
     * The maximum grace period of a pod on soft eviction, in seconds.
     * @asType integer
     * @minimum -2147483648
     * @maximum 2147483647
     */
    evictionMaxPodGracePeriod?: Input<number>;
    /**
     * The disk usage, in percent, at which image garbage collection starts. Must be above the low threshold.
     * @asType integer
     * @minimum 0
     * @maximum 100
     */
    imageGCHighThresholdPercent?: Input<number>;
    /**
     * The disk usage, in percent, at which image garbage collection ends.
     * @asType integer
     * @minimum 0
     * @maximum 100
     */
    imageGCLowThresholdPercent?: Input<number>;
    /** Resources reserved for Kubernetes: cpu, memory, ephemeral-storage, pid. */
    kubeReserved?: { [resource: string]: Input<string> };
    /** Resources reserved for the system: cpu, memory, ephemeral-storage, pid. */
    systemReserved?: { [resource: string]: Input<string> };
    /**
     * The maximum number of pods on a node. Defaults to the capacity of the instance's network interfaces, and to 110 on Windows.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    maxPods?: Input<number>;
    /**
     * The maximum number of pods per core. Defaults to none.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    podsPerCore?: Input<number>;
    /** Other fields of the kubelet's configuration, which Karpenter 1.15 passes on. */
    [field: string]: any;
}

/** A disk of the nodes. */
export interface BlockDeviceMapping {
    /** The device's name in the image: `/dev/xvda`, for Bottlerocket's data volume `/dev/xvdb`, for Windows `/dev/sda1`. */
    deviceName?: Input<string>;
    /** The EBS volume. Required by Karpenter for every disk. */
    ebs?: BlockDevice;
    /** Whether the disk is the kubelet's root volume. Only one disk can be. Defaults to `false`. */
    rootVolume?: Input<boolean>;
}

/** An EBS volume. `volumeSize` or `snapshotID` is required. */
export interface BlockDevice {
    /** Whether the volume is deleted with the instance. */
    deleteOnTermination?: Input<boolean>;
    /**
     * Whether the volume is encrypted, with the key `kmsKeyID`. The key's policy must allow its use through EC2 from the nodes' account.
     */
    encrypted?: Input<boolean>;
    /**
     * The IOPS, for io1, io2 and gp3.
     * @asType integer
     */
    iops?: Input<number>;
    /** The KMS key: its ID, alias or ARN. Defaults to the account's key for EBS. */
    kmsKeyID?: Input<string>;
    /** The ID of the snapshot that the volume is created from. */
    snapshotID?: Input<string>;
    /**
     * The throughput in MiB/s, for gp3.
     * @asType integer
     */
    throughput?: Input<number>;
    /**
     * The rate in MiB/s at which the snapshot is loaded. Requires `snapshotID`.
     * @asType integer
     * @minimum 100
     * @maximum 300
     */
    volumeInitializationRate?: Input<number>;
    /**
     * The size, with a unit: `100Gi`. At most 59000Gi, 64000G, 58Ti or 64T.
     * @pattern ^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$
     * @examples ["100Gi"]
     */
    volumeSize?: Input<string>;
    /** The volume type. Defaults to EC2's default. */
    volumeType?: Input<VolumeType>;
}

/** A network interface. */
export interface NetworkInterface {
    /**
     * The index of the network card, from 0.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    networkCardIndex: Input<number>;
    /**
     * The index of the device on its network card, from 0.
     * @asType integer
     * @minimum 0
     * @maximum 2147483647
     */
    deviceIndex: Input<number>;
    /** The type: `interface`, or `efa-only` without an IP address. */
    interfaceType: Input<InterfaceType>;
}

/** Settings of the instance metadata service. */
export interface MetadataOptions {
    /** Whether the service is available over IPv4. Defaults to `enabled`. */
    httpEndpoint?: Input<Switch>;
    /** Whether the service is available over IPv6. Defaults to `disabled`. */
    httpProtocolIPv6?: Input<Switch>;
    /**
     * The hop limit of responses. With 1, only pods on the host network can use the service. Defaults to 1.
     * @asType integer
     * @minimum 1
     * @maximum 64
     */
    httpPutResponseHopLimit?: Input<number>;
    /** Whether session tokens are required (IMDSv2) or optional. Defaults to `required`. */
    httpTokens?: Input<HttpTokens>;
}

/** Timeouts for the tracking of idle connections, in seconds. At least one is required. */
export interface ConnectionTracking {
    /**
     * The timeout of established TCP connections.
     * @asType integer
     * @minimum 60
     * @maximum 432000
     */
    tcpEstablishedTimeout?: Input<number>;
    /**
     * The timeout of UDP flows with several packets in each direction.
     * @asType integer
     * @minimum 60
     * @maximum 180
     */
    udpStreamTimeout?: Input<number>;
    /**
     * The timeout of UDP flows with packets in only one direction.
     * @asType integer
     * @minimum 30
     * @maximum 60
     */
    udpTimeout?: Input<number>;
}

/** CPU options of the instances. */
export interface CpuOptions {
    /** Whether nested virtualization is enabled. This restricts the instance types. */
    nestedVirtualization?: Input<Switch>;
}

/** Settings of AWS Nitro Enclaves. */
export interface EnclaveOptions {
    /** Whether the instances can run enclaves. */
    enabled: Input<boolean>;
}
