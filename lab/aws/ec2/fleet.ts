import { randomUUID } from "node:crypto";
import {
    DescribeLaunchTemplateVersionsCommand,
    DescribeSubnetsCommand,
    EC2Client,
    type LaunchTemplateVersion,
    RunInstancesCommand,
    type TagSpecification,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import { motoClient } from "../moto-client.ts";

/** A launch that a fleet can choose. */
interface Candidate {
    template: LaunchTemplateVersion;
    instanceType?: string;
    subnetId?: string;
    availabilityZone?: string;
    imageId?: string;
    priority: number;
}

/**
 * CreateFleet for instant fleets. moto's own ignores the launch template's instance profile, security groups and
 * metadata options; this one passes them all. It picks the override with the lowest priority number, which Karpenter
 * sets to the price, or else the first.
 */
export const fleetHandlers = (endpoint: string): Handlers => ({
    "ec2:CreateFleet": async ({ region, parameters }) => {
        const ec2 = new EC2Client(motoClient(endpoint, region));
        if (parameters.Type !== "instant")
            throw new AwsError(400, "UnsupportedOperation", "the lab supports instant fleets only");
        const candidates = await candidatesOf(ec2, parameters);
        if (parameters.DryRun === "true")
            throw new AwsError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        const chosen = candidates.reduce((best, one) => (one.priority < best.priority ? one : best));
        const { TotalTargetCapacity, DefaultTargetCapacityType } = parameters.TargetCapacitySpecification;
        const spot = DefaultTargetCapacityType === "spot";
        const tags = (parameters.TagSpecification ?? []).map(tagSpecification);
        const instanceIds: string[] = [];
        // One at a time: moto attaches the instance profile only to the first instance of a call.
        for (let left = Number(TotalTargetCapacity); left > 0; left--)
            instanceIds.push(await launch(ec2, chosen, spot, tags));
        return {
            fleetId: `fleet-${randomUUID()}`,
            errorSet: [],
            fleetInstanceSet: [
                {
                    instanceIds,
                    instanceType: chosen.instanceType,
                    lifecycle: spot ? "spot" : "on-demand",
                    launchTemplateAndOverrides: {
                        launchTemplateSpecification: {
                            launchTemplateId: chosen.template.LaunchTemplateId,
                            version: String(chosen.template.VersionNumber),
                        },
                        overrides: {
                            instanceType: chosen.instanceType,
                            subnetId: chosen.subnetId,
                            availabilityZone: chosen.availabilityZone ?? (await zoneOf(ec2, chosen.subnetId)),
                            imageId: chosen.imageId,
                        },
                    },
                },
            ],
        };
    },
});

async function candidatesOf(ec2: EC2Client, { LaunchTemplateConfigs }: Record<string, any>): Promise<Candidate[]> {
    const configs = LaunchTemplateConfigs.map(async ({ LaunchTemplateSpecification, Overrides = [{}] }: any) => {
        const { LaunchTemplateId, LaunchTemplateName, Version = "$Default" } = LaunchTemplateSpecification;
        const { LaunchTemplateVersions = [] } = await ec2.send(
            new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, LaunchTemplateName, Versions: [Version] }),
        );
        const template = LaunchTemplateVersions[0];
        if (!template)
            throw new Error(`moto describes no version ${Version} of ${LaunchTemplateName ?? LaunchTemplateId}`);
        const data = template.LaunchTemplateData;
        return Overrides.map((override: any) => ({
            template,
            instanceType: override.InstanceType ?? data?.InstanceType,
            subnetId: override.SubnetId ?? data?.NetworkInterfaces?.[0]?.SubnetId,
            availabilityZone: override.AvailabilityZone,
            imageId: override.ImageId ?? data?.ImageId,
            priority: Number(override.Priority ?? 0),
        }));
    });
    return (await Promise.all(configs)).flat();
}

async function launch(ec2: EC2Client, candidate: Candidate, spot: boolean, tags: TagSpecification[]): Promise<string> {
    const { template, instanceType, subnetId, imageId } = candidate;
    const { IamInstanceProfile, NetworkInterfaces, SecurityGroupIds, MetadataOptions, BlockDeviceMappings } =
        template.LaunchTemplateData ?? {};
    const { Instances = [] } = await ec2.send(
        new RunInstancesCommand({
            MinCount: 1,
            MaxCount: 1,
            LaunchTemplate: {
                LaunchTemplateId: template.LaunchTemplateId,
                Version: String(template.VersionNumber),
            },
            ImageId: imageId,
            InstanceType: instanceType as any,
            SubnetId: subnetId,
            SecurityGroupIds: SecurityGroupIds?.length ? SecurityGroupIds : NetworkInterfaces?.[0]?.Groups,
            IamInstanceProfile,
            MetadataOptions: MetadataOptions as any,
            // Defaults come from the image's own mappings; moto takes omitted fields for false.
            BlockDeviceMappings: BlockDeviceMappings?.map(({ DeviceName, Ebs }) => ({
                DeviceName,
                Ebs: { DeleteOnTermination: true, ...Ebs } as any,
            })),
            InstanceMarketOptions: spot ? { MarketType: "spot" } : undefined,
            TagSpecifications: tags.filter(({ ResourceType }) => ResourceType !== "fleet"),
        }),
    );
    return Instances[0]!.InstanceId!;
}

const tagSpecification = ({ ResourceType, Tag = [] }: Record<string, any>): TagSpecification => ({
    ResourceType,
    Tags: Tag,
});

async function zoneOf(ec2: EC2Client, subnetId: string | undefined): Promise<string | undefined> {
    if (!subnetId) return undefined;
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [subnetId] }));
    return Subnets?.[0]?.AvailabilityZone;
}
