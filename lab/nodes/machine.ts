import {
    DescribeInstanceAttributeCommand,
    DescribeInstancesCommand,
    DescribeInstanceTypesCommand,
    type EC2Client,
    type Instance,
    type InstanceTypeInfo,
} from "@aws-sdk/client-ec2";

/** A running instance, as seen from inside: metadata, hardware and user data. */
export interface Machine {
    id: string;
    region: string;
    zone: string;
    type: string;
    /** Private DNS name, which is its Node's name. */
    name: string;
    address: string;
    architecture: "amd64" | "arm64";
    image: string;
    cpus: number;
    memoryMiB: number;
    /** Devices reported by a device plugin, by resource name. */
    devices: Record<string, number>;
    /** Number of pods that its network interfaces support. */
    maxPods: number;
    userData: string;
}

/** Running instances in a VPC. */
export async function runningInstances(ec2: EC2Client, vpcId: string): Promise<Instance[]> {
    const instances: Instance[] = [];
    let next: string | undefined;
    do {
        const page = await ec2.send(
            new DescribeInstancesCommand({
                Filters: [
                    { Name: "vpc-id", Values: [vpcId] },
                    { Name: "instance-state-name", Values: ["running"] },
                ],
                NextToken: next,
            }),
        );
        instances.push(...(page.Reservations ?? []).flatMap(reservation => reservation.Instances ?? []));
        next = page.NextToken;
    } while (next);
    return instances;
}

/** Reads an instance's machine from EC2. */
export async function readMachine(ec2: EC2Client, region: string, instance: Instance): Promise<Machine> {
    const id = instance.InstanceId!;
    const type = instance.InstanceType!;
    const { UserData } = await ec2.send(
        new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "userData" }),
    );
    const { InstanceTypes } = await ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: [type] }));
    const hardware = InstanceTypes?.[0];
    if (!hardware) throw new Error(`EC2 in ${region} knows no instance type ${type}`);
    const network = hardware.NetworkInfo;
    return {
        id,
        region,
        zone: instance.Placement!.AvailabilityZone!,
        type,
        name: instance.PrivateDnsName!,
        address: instance.PrivateIpAddress!,
        architecture: instance.Architecture === "arm64" ? "arm64" : "amd64",
        image: instance.ImageId!,
        cpus: hardware.VCpuInfo!.DefaultVCpus!,
        memoryMiB: hardware.MemoryInfo!.SizeInMiB!,
        devices: devices(hardware),
        // https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html#determine-max-pods
        maxPods: network!.MaximumNetworkInterfaces! * (network!.Ipv4AddressesPerInterface! - 1) + 2,
        userData: Buffer.from(UserData?.Value ?? "", "base64").toString("utf8"),
    };
}

const deviceNames: Record<string, string> = {
    NVIDIA: "nvidia.com/gpu",
    AMD: "amd.com/gpu",
    Habana: "habana.ai/gaudi",
};

function devices({ GpuInfo }: InstanceTypeInfo): Record<string, number> {
    const gpus = (GpuInfo?.Gpus ?? []).filter(gpu => gpu.Manufacturer! in deviceNames);
    return Object.fromEntries(gpus.map(gpu => [deviceNames[gpu.Manufacturer!], gpu.Count!]));
}
