/** The AWS partition of a region. */
export const partitionOf = (region: string): string =>
    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

/**
 * The service principal of EC2. Only EC2's has the partition's suffix in China; `events`, `sqs`, `eks` and `pods.eks` have
 * `amazonaws.com` everywhere.
 */
export const ec2Principal = (partition: string): string =>
    partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
