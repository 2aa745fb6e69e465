import type { InstanceTypeInfo } from "@aws-sdk/client-ec2";
import type { InstanceType } from "../../stack/instances/instance-type.ts";

/** Data on instance types from other sources. */
interface Beside {
    /** Regions that offer a type. */
    regions: (name: string) => string[];
    /** Network bandwidth in Karpenter's table, in Mbps. */
    bandwidth: (name: string) => number | undefined;
}

/** Karpenter's names of the architectures it supports. */
const architectures: { [name: string]: string } = { x86_64: "amd64", arm64: "arm64" };

/**
 * Facts about an instance type, from EC2's description. Undefined for types that Karpenter does not list: it requires
 * HVM virtualization, and x86_64 or arm64. Source: Karpenter's pkg/providers/instancetype, `UpdateInstanceTypes` and
 * `computeRequirements`.
 */
export function factsOf(info: InstanceTypeInfo, { regions, bandwidth }: Beside): InstanceType | undefined {
    const { ProcessorInfo, EbsInfo, NetworkInfo, InstanceStorageInfo, NeuronInfo } = info;
    const name = info.InstanceType!;
    const architecture = ProcessorInfo?.SupportedArchitectures?.map(each => architectures[each]).find(Boolean);
    if (architecture === undefined || !info.SupportedVirtualizationTypes?.includes("hvm")) return undefined;
    const gpu = only(info.GpuInfo?.Gpus);
    const neuron = only(NeuronInfo?.NeuronDevices);
    const inference = NeuronInfo ? undefined : only(info.InferenceAcceleratorInfo?.Accelerators);
    const ebsOptimized = EbsInfo?.EbsOptimizedSupport === "default" ? EbsInfo.EbsOptimizedInfo : undefined;
    const localNvme = InstanceStorageInfo?.NvmeSupport === "unsupported" ? undefined : InstanceStorageInfo;
    const ena = NetworkInfo?.EnaSupport !== "unsupported";
    return {
        name,
        architecture,
        cpus: info.VCpuInfo!.DefaultVCpus!,
        memory: info.MemoryInfo!.SizeInMiB!,
        cpuManufacturer: ProcessorInfo?.Manufacturer ?? "",
        clockSpeed: Math.round((ProcessorInfo?.SustainedClockSpeedInGhz ?? 0) * 1000),
        hypervisor: info.Hypervisor ?? "",
        usageClasses: info.SupportedUsageClasses?.toSorted() ?? [],
        ebsBandwidth: ebsOptimized?.MaximumBandwidthInMbps ?? 0,
        networkBandwidth: bandwidth(name) ?? 0,
        encryptionInTransit: NetworkInfo?.EncryptionInTransitSupported ?? false,
        localNvme: localNvme?.TotalSizeInGB ?? 0,
        ...(gpu && {
            gpu: {
                name: gpu.Name!,
                manufacturer: gpu.Manufacturer!,
                count: gpu.Count!,
                memory: gpu.MemoryInfo!.SizeInMiB!,
            },
        }),
        ...(neuron && { accelerator: { name: neuron.Name!, manufacturer: "AWS", count: neuron.Count! } }),
        ...(inference && {
            accelerator: { name: inference.Name!, manufacturer: inference.Manufacturer!, count: inference.Count! },
        }),
        nestedVirtualization:
            (ProcessorInfo?.SupportedFeatures as string[] | undefined)?.includes("nested-virtualization") ?? false,
        enclaves: info.NitroEnclavesSupport === "supported",
        networkCards: ena ? (NetworkInfo?.NetworkCards?.map(card => card.MaximumNetworkInterfaces!) ?? []) : [],
        efas: NetworkInfo?.EfaInfo?.MaximumEfaInterfaces ?? 0,
        regions: regions(name),
    };
}

/** Karpenter sets no labels if there are several kinds of devices. */
const only = <T>(devices: T[] | undefined): T | undefined => (devices?.length === 1 ? devices[0] : undefined);
