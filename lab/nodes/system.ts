import {
    DescribeImagesCommand,
    DescribeSubnetsCommand,
    type EC2Client,
    RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { Cluster as EksCluster } from "@aws-sdk/client-eks";
import { nodeUserData } from "../aws/eks/user-data.ts";
import type { Cluster } from "../cluster/cluster.ts";

/**
 * Launches the machines that run Karpenter, one in each of two zones, as a managed node group would: with the
 * instance profile `<cluster>-system` and Amazon Linux 2023 user data. Returns their instance ids.
 */
export async function launchSystemMachines(
    ec2: EC2Client,
    cluster: Cluster,
    { resourcesVpcConfig: network }: EksCluster,
): Promise<string[]> {
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: network?.subnetIds }));
    const byZone = new Map(Subnets?.map(subnet => [subnet.AvailabilityZone, subnet.SubnetId]));
    const { Images = [] } = await ec2.send(
        new DescribeImagesCommand({
            Filters: [{ Name: "name", Values: [`amazon-eks-node-al2023-x86_64-standard-${cluster.version}-*`] }],
        }),
    );
    const image = Images.sort((a, b) => a.CreationDate!.localeCompare(b.CreationDate!)).at(-1);
    if (!image)
        throw new Error(`EC2 in ${cluster.region} has no image of Amazon Linux 2023 for EKS ${cluster.version}`);
    const launched = await Promise.all(
        [...byZone.values()].slice(0, 2).map(subnet =>
            ec2.send(
                new RunInstancesCommand({
                    MinCount: 1,
                    MaxCount: 1,
                    ImageId: image.ImageId,
                    InstanceType: "m5.large",
                    SubnetId: subnet,
                    SecurityGroupIds: [network!.clusterSecurityGroupId!],
                    IamInstanceProfile: { Name: `${cluster.name}-system` },
                    UserData: Buffer.from(userData(cluster)).toString("base64"),
                    TagSpecifications: [
                        {
                            ResourceType: "instance",
                            Tags: [
                                { Key: "Name", Value: `${cluster.name}-system` },
                                { Key: `kubernetes.io/cluster/${cluster.name}`, Value: "owned" },
                            ],
                        },
                    ],
                }),
            ),
        ),
    );
    return launched.flatMap(({ Instances }) => (Instances ?? []).map(instance => instance.InstanceId!));
}

/** The user data of a system machine. */
export const userData = (cluster: Cluster): string =>
    nodeUserData({ cluster, labels: { "eks.amazonaws.com/nodegroup": `${cluster.name}-system` } });
