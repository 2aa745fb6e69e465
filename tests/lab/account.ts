import { DescribeInstancesCommand, EC2Client, type Instance } from "@aws-sdk/client-ec2";
import type { V1Node } from "@kubernetes/client-node";
import type { Aws } from "../../lab/aws/aws.ts";

/** What a client needs to be the administrator of the lab's account. */
export function adminOf(aws: Aws, region: string) {
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } =
        aws.environment(region);
    return { endpoint: aws.endpoint, region, credentials: { accessKeyId, secretAccessKey } };
}

/** The instance that a node is. */
export async function instanceOf(aws: Aws, region: string, node: V1Node): Promise<Instance> {
    const id = node.spec!.providerID!.split("/").at(-1)!;
    const ec2 = new EC2Client(adminOf(aws, region));
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    return Reservations![0]!.Instances![0]!;
}

/** The instances of a cluster that run, its system nodes included. */
export async function runningInstances(aws: Aws, region: string, cluster: string): Promise<Instance[]> {
    const ec2 = new EC2Client(adminOf(aws, region));
    const Filters = [
        { Name: "instance-state-name", Values: ["pending", "running"] },
        { Name: "tag:eks:eks-cluster-name", Values: [cluster] },
    ];
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
    return Reservations.flatMap(({ Instances = [] }) => Instances);
}
