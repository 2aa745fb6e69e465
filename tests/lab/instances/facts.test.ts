import { deepEqual, equal } from "node:assert/strict";
import type { InstanceTypeInfo } from "@aws-sdk/client-ec2";
import { factsOf } from "../../../lab/instances/facts.ts";

const beside = {
    regions: () => ["us-west-2"],
    bandwidth: (name: string) => (name === "g5.12xlarge" ? 40000 : undefined),
};

const g5: InstanceTypeInfo = {
    InstanceType: "g5.12xlarge",
    SupportedUsageClasses: ["spot", "on-demand"],
    SupportedVirtualizationTypes: ["hvm"],
    Hypervisor: "nitro",
    ProcessorInfo: { SupportedArchitectures: ["x86_64"], SustainedClockSpeedInGhz: 3.3, Manufacturer: "AMD" },
    VCpuInfo: { DefaultVCpus: 48 },
    MemoryInfo: { SizeInMiB: 196608 },
    InstanceStorageInfo: { TotalSizeInGB: 3800, NvmeSupport: "required" },
    EbsInfo: { EbsOptimizedSupport: "default", EbsOptimizedInfo: { MaximumBandwidthInMbps: 16000 } },
    NetworkInfo: {
        EnaSupport: "required",
        EncryptionInTransitSupported: true,
        NetworkCards: [{ NetworkCardIndex: 0, MaximumNetworkInterfaces: 15 }],
        EfaInfo: { MaximumEfaInterfaces: 1 },
    },
    GpuInfo: { Gpus: [{ Name: "A10G", Manufacturer: "NVIDIA", Count: 4, MemoryInfo: { SizeInMiB: 22888 } }] },
    NitroEnclavesSupport: "supported",
};

describe("what EC2 says of an instance type", () => {
    it("makes its facts", () =>
        deepEqual(factsOf(g5, beside), {
            name: "g5.12xlarge",
            architecture: "amd64",
            cpus: 48,
            memory: 196608,
            cpuManufacturer: "AMD",
            clockSpeed: 3300,
            hypervisor: "nitro",
            usageClasses: ["on-demand", "spot"],
            ebsBandwidth: 16000,
            networkBandwidth: 40000,
            encryptionInTransit: true,
            localNvme: 3800,
            gpu: { name: "A10G", manufacturer: "NVIDIA", count: 4, memory: 22888 },
            nestedVirtualization: false,
            enclaves: true,
            networkCards: [15],
            efas: 1,
            regions: ["us-west-2"],
        }));

    it("makes 0 of what it does not have, or not in the way that counts", () => {
        const { ebsBandwidth, networkBandwidth, localNvme, networkCards, clockSpeed, hypervisor } = factsOf(
            {
                ...g5,
                InstanceType: "c1.medium",
                Hypervisor: undefined,
                ProcessorInfo: { SupportedArchitectures: ["i386", "x86_64"] },
                InstanceStorageInfo: { TotalSizeInGB: 80, NvmeSupport: "unsupported" },
                EbsInfo: { EbsOptimizedSupport: "supported", EbsOptimizedInfo: { MaximumBandwidthInMbps: 500 } },
                NetworkInfo: { ...g5.NetworkInfo, EnaSupport: "unsupported" },
            },
            beside,
        )!;
        deepEqual(
            { ebsBandwidth, networkBandwidth, localNvme, networkCards, clockSpeed, hypervisor },
            { ebsBandwidth: 0, networkBandwidth: 0, localNvme: 0, networkCards: [], clockSpeed: 0, hypervisor: "" },
        );
    });

    it("takes Neuron's devices for AWS's, and others where there are none of Neuron's", () => {
        const NeuronInfo = { NeuronDevices: [{ Name: "Inferentia2", Count: 6 }] };
        const InferenceAcceleratorInfo = {
            Accelerators: [{ Name: "Qualcomm AI100", Manufacturer: "Qualcomm", Count: 8 }],
        };
        const accelerator = (info: InstanceTypeInfo) => factsOf({ ...g5, ...info }, beside)!.accelerator;
        deepEqual(accelerator({ NeuronInfo, InferenceAcceleratorInfo }), {
            name: "Inferentia2",
            manufacturer: "AWS",
            count: 6,
        });
        deepEqual(accelerator({ InferenceAcceleratorInfo }), {
            name: "Qualcomm AI100",
            manufacturer: "Qualcomm",
            count: 8,
        });
    });

    it("is passed over where Karpenter passes it over", () => {
        equal(factsOf({ ...g5, SupportedVirtualizationTypes: ["paravirtual"] }, beside), undefined);
        equal(factsOf({ ...g5, ProcessorInfo: { SupportedArchitectures: ["arm64_mac"] } }, beside), undefined);
    });
});
