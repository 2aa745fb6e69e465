/** The partition of a region. */
export const partitionOf = (region: string): string =>
    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

/**
 * The principal EC2 assumes a node role as. Only EC2 carries the partition's suffix in China; `events`, `sqs`, `eks` and `pods.eks`
 * keep `amazonaws.com` everywhere.
 */
export const ec2Principal = (partition: string): string =>
    partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
