import { randomInt } from "node:crypto";
import {
    AuthorizeSecurityGroupIngressCommand,
    CreateSecurityGroupCommand,
    DeleteSecurityGroupCommand,
    DescribeSubnetsCommand,
    type EC2Client,
} from "@aws-sdk/client-ec2";
import { invalidParameter } from "./errors.ts";

/** The VPC of a cluster's subnets, which must be in at least two zones. */
export async function vpcOf(ec2: EC2Client, subnetIds: string[] = []): Promise<string> {
    if (subnetIds.length === 0) throw invalidParameter("Subnets specified must be in at least two different AZs");
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: subnetIds })).catch(error => {
        throw invalidParameter(`The subnet ID does not exist: ${error.message}`);
    });
    if (new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size < 2)
        throw invalidParameter("Subnets specified must be in at least two different AZs");
    const [vpcId, ...others] = new Set(Subnets.map(({ VpcId }) => VpcId));
    if (!vpcId || others.length > 0) throw invalidParameter("Subnets specified must belong to the same VPC");
    return vpcId;
}

/**
 * Creates the cluster security group.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export async function createSecurityGroup(ec2: EC2Client, cluster: string, vpcId: string): Promise<string> {
    const GroupName = `eks-cluster-sg-${cluster}-${randomInt(1e9, 2 ** 31)}`;
    const tags = {
        Name: GroupName,
        "aws:eks:cluster-name": cluster,
        [`kubernetes.io/cluster/${cluster}`]: "owned",
    };
    const { GroupId } = await ec2.send(
        new CreateSecurityGroupCommand({
            GroupName,
            Description:
                "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
            VpcId: vpcId,
            TagSpecifications: [
                {
                    ResourceType: "security-group",
                    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
                },
            ],
        }),
    );
    await ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
            GroupId,
            IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId }] }],
        }),
    );
    return GroupId!;
}

export async function deleteSecurityGroup(ec2: EC2Client, GroupId: string): Promise<void> {
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
}
