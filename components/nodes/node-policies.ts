import { ec2Principal } from "../aws/partition.ts";
import { type PolicyDocument, serviceTrust } from "../aws/policy.ts";

/** The AWS managed policies that a node needs: https://karpenter.sh/v1.14/reference/cloudformation/#node-authorization */
export const nodePolicies = {
    "worker-node": "AmazonEKSWorkerNodePolicy",
    cni: "AmazonEKS_CNI_Policy",
    registry: "AmazonEC2ContainerRegistryPullOnly",
    ssm: "AmazonSSMManagedInstanceCore",
};

/** The name of a role from its ARN, without its path. */
export const bareName = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

/** The trust policy of the node role: only EC2 can assume it. */
export const nodeTrust = (partition: string): PolicyDocument => serviceTrust(ec2Principal(partition));

/** The policy for the VPC CNI on an IPv6 cluster: https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html */
export const cniIpv6Policy = (partition: string): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Action: [
                "ec2:AssignIpv6Addresses",
                "ec2:DescribeInstances",
                "ec2:DescribeTags",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeInstanceTypes",
            ],
            Resource: "*",
        },
        { Effect: "Allow", Action: "ec2:CreateTags", Resource: `arn:${partition}:ec2:*:*:network-interface/*` },
    ],
});
