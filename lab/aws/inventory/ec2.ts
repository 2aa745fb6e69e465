import {
    DescribeInstancesCommand,
    DescribeLaunchTemplatesCommand,
    DescribeSecurityGroupsCommand,
    DescribeSubnetsCommand,
    DescribeVolumesCommand,
    DescribeVpcsCommand,
    type EC2Client,
} from "@aws-sdk/client-ec2";
import { byName, type Inventory, tags } from "./listing.ts";

/** The network with its tags, launch templates, volumes, and instances that are not terminated. */
export async function ec2(client: EC2Client): Promise<Inventory> {
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
    const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
    const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({}));
    const { LaunchTemplates = [] } = await client.send(new DescribeLaunchTemplatesCommand({}));
    const { Volumes = [] } = await client.send(new DescribeVolumesCommand({}));
    const { Reservations = [] } = await client.send(
        new DescribeInstancesCommand({
            Filters: [
                { Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped", "shutting-down"] },
            ],
        }),
    );
    return {
        vpcs: await byName(
            Vpcs,
            ({ VpcId }) => VpcId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        subnets: await byName(
            Subnets,
            ({ SubnetId }) => SubnetId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        securityGroups: await byName(
            SecurityGroups,
            ({ GroupId }) => GroupId,
            async one => ({
                name: one.GroupName,
                ingress: one.IpPermissions,
                egress: one.IpPermissionsEgress,
                tags: tags(one.Tags),
            }),
        ),
        launchTemplates: await byName(
            LaunchTemplates,
            one => one.LaunchTemplateName,
            async one => ({ tags: tags(one.Tags) }),
        ),
        volumes: await byName(
            Volumes,
            ({ VolumeId }) => VolumeId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        instances: await byName(
            Reservations.flatMap(({ Instances = [] }) => Instances),
            ({ InstanceId }) => InstanceId,
            async one => ({ type: one.InstanceType, state: one.State?.Name, tags: tags(one.Tags) }),
        ),
    };
}
