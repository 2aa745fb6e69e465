/** What EC2 says of an instance type, as far as Karpenter makes labels of it, or a node class restricts by it. */
export interface InstanceType {
    /** `m5.large` */
    name: string;
    architecture: string;
    cpus: number;
    /** In MiB. */
    memory: number;
    cpuManufacturer: string;
    /** The clock speed that the processor sustains, in MHz; 0 where EC2 does not say. */
    clockSpeed: number;
    /** Empty on bare metal. */
    hypervisor: string;
    /** `on-demand`, `spot`, `capacity-block` */
    usageClasses: string[];
    /** The most to EBS, in Mbps; 0 where it is not optimised for EBS by default. */
    ebsBandwidth: number;
    /** In Mbps, as Karpenter's own table has it; 0 where that has none. */
    networkBandwidth: number;
    encryptionInTransit: boolean;
    /** The local NVMe disks together, in GB; 0 where there are none. */
    localNvme: number;
    gpu?: Device & { memory: number };
    /** An accelerator that is no GPU. */
    accelerator?: Device;
    nestedVirtualization: boolean;
    enclaves: boolean;
    /** How many network interfaces each network card takes; no card where there is no ENA. */
    networkCards: number[];
    /** The most EFA interfaces. */
    efas: number;
    /** Where it is on offer. */
    regions: string[];
}

/** GPUs or accelerators of one kind. */
interface Device {
    name: string;
    manufacturer: string;
    count: number;
    /** Of each, in MiB. */
    memory?: number;
}

/** The instance types that Karpenter can launch, at some date. */
export interface Table {
    /** Where the facts are from. */
    source: string;
    /** How new they are: `2026-10-27`. */
    date: string;
    regions: string[];
    /** By family, and in it from the smallest to the largest. */
    types: InstanceType[];
}

/** An instance type that may be launched, and how it may be paid for. */
export interface Launch {
    type: InstanceType;
    /** `on-demand`, `spot`, `reserved` */
    capacityTypes: string[];
}
