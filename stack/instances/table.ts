import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "./encoding.ts";

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

/** By CPUs, then memory. */
export const bySize = (a: InstanceType, b: InstanceType): number =>
    a.cpus - b.cpus || a.memory - b.memory || (a.name < b.name ? -1 : 1);

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

export const tableFile = join(import.meta.dirname, "table.json");

let known: Table | undefined;

/** The table, which is read when it is first needed. `npm run generate:instances` makes it. */
export function instanceTable(): Table {
    known ??= decode(readFileSync(tableFile, "utf8"));
    return known;
}

/** Whether the table says what is on offer in a region. */
export const isCovered = (region: string): boolean => instanceTable().regions.includes(region);

const offered = new Map<string, InstanceType[]>();

/** The types on offer in a region; of one that is not known, or not to the table, those of all regions. */
export function offeredIn(region: string | undefined): InstanceType[] {
    const { types } = instanceTable();
    if (region === undefined || !isCovered(region)) return types;
    const known = offered.get(region) ?? types.filter(type => type.regions.includes(region));
    offered.set(region, known);
    return known;
}
