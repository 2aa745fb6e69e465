import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { AwsFunction } from "../function.ts";

export const getCallerIdentity: AwsFunction = async ({ sts }) => {
    const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
    return { id: Account, accountId: Account, arn: Arn, userId: UserId };
};

export const getPartition: AwsFunction = async ({ partition: { partition, dnsSuffix } }) => ({
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
});

export const getRegion: AwsFunction = async ({ region, partition: { dnsSuffix } }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.${dnsSuffix}`,
});
