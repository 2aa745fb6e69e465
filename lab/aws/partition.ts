/** The lab's account, the same in every partition. */
export const accountId = "123456789012";

/**
 * Partition of a region:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const partitionOf = (region: string): string =>
    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

/** The region that hosts a partition's global services. */
export const homeRegion = (partition: string): string =>
    ({ "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" })[partition] ?? "us-east-1";

/** Partition of an ARN. */
export const partitionOfArn = (arn: string): string => arn.split(":")[1] ?? "aws";

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` in the lab's account. */
export const arnOf = (region: string, service: string, resource: string): string =>
    `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;

/** An ARN without a region, for IAM and role sessions. */
export const globalArn = (region: string, service: "iam" | "sts", resource: string): string =>
    `arn:${partitionOf(region)}:${service}::${accountId}:${resource}`;
