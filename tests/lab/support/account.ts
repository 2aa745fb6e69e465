import {
    DescribeImagesCommand,
    DescribeInstancesCommand,
    EC2Client,
    type Filter,
    type Instance,
} from "@aws-sdk/client-ec2";
import type { V1Node } from "@kubernetes/client-node";
import type { Aws } from "../../../lab/aws/aws.ts";
import { adminClient } from "../../../lab/aws/seed.ts";

/** The instances that Karpenter has launched for a cluster and that still run. */
export const launched = (aws: Aws, region: string, cluster: string): Promise<Instance[]> =>
    instances(aws, region, [
        { Name: "instance-state-name", Values: ["pending", "running"] },
        { Name: "tag:eks:eks-cluster-name", Values: [cluster] },
    ]);

/** The instance that a node is. */
export async function instanceOf(aws: Aws, region: string, node: V1Node): Promise<Instance> {
    const id = node.spec!.providerID!.split("/").at(-1)!;
    return (await instances(aws, region, [{ Name: "instance-id", Values: [id] }]))[0]!;
}

async function instances(aws: Aws, region: string, Filters: Filter[]): Promise<Instance[]> {
    const ec2 = new EC2Client(adminClient(aws, region));
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
    return Reservations.flatMap(({ Instances = [] }) => Instances);
}

/** The name of the image that an instance was launched from. */
export async function imageOf(aws: Aws, region: string, { ImageId }: Instance): Promise<string> {
    const ec2 = new EC2Client(adminClient(aws, region));
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId!] }));
    return Images[0]!.Name!;
}

/** An instance's tags, but for those that AWS itself sets. */
export const tagsOf = ({ Tags = [] }: Instance): Record<string, string> =>
    Object.fromEntries(Tags.map(({ Key, Value }) => [Key!, Value!]).filter(([key]) => !key!.startsWith("aws:")));
