/** The facts of an EC2 instance type that Karpenter's labels or a node class depend on. */
export interface InstanceType {
    /** `m5.large` */
    name: string;
    architecture: string;
    cpus: number;
    /** In MiB. */
    memory: number;
    cpuManufacturer: string;
    /** The clock speed that the processor sustains, in MHz; 0 if EC2 does not report it. */
    clockSpeed: number;
    /** Empty on bare metal. */
    hypervisor: string;
    /** `on-demand`, `spot`, `capacity-block` */
    usageClasses: string[];
    /** The maximum EBS bandwidth in Mbps; 0 if the type is not EBS-optimized by default. */
    ebsBandwidth: number;
    /** In Mbps, from Karpenter's own table; 0 if it has none. */
    networkBandwidth: number;
    encryptionInTransit: boolean;
    /** The total size of the local NVMe disks in GB; 0 if there are none. */
    localNvme: number;
    gpu?: Device & { memory: number };
    /** An accelerator other than a GPU. */
    accelerator?: Device;
    nestedVirtualization: boolean;
    enclaves: boolean;
    /** The maximum number of network interfaces on each network card; empty without ENA. */
    networkCards: number[];
    /** The maximum number of EFA interfaces. */
    efas: number;
    /** The regions that offer the type. */
    regions: string[];
}

/** GPUs or accelerators of one kind. */
interface Device {
    name: string;
    manufacturer: string;
    count: number;
    /** The memory of each device, in MiB. */
    memory?: number;
}

/** The instance types that Karpenter can launch, as of a date. */
export interface Table {
    /** The source of the facts. */
    source: string;
    /** The date of the facts, for example `2026-10-27`. */
    date: string;
    regions: string[];
    /** Ordered by family, then size. */
    types: InstanceType[];
}

/** An instance type that a pool may launch, and its capacity types. */
export interface Launch {
    type: InstanceType;
    /** `on-demand`, `spot`, `reserved` */
    capacityTypes: string[];
}
