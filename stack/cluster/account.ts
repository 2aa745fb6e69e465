import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { getPartition } from "@pulumi/aws/getPartition.js";
import { getRegion } from "@pulumi/aws/getRegion.js";

/** The AWS account, region and partition of the stack. */
export interface Account {
    accountId: string;
    region: string;
    partition: string;
}

/**
 * Looks up the AWS provider's account, region and partition. STS is called only if the account is not set in config.
 */
export async function findAccount(accountId?: string): Promise<Account> {
    const [region, partition, identity] = await Promise.all([
        getRegion({}),
        getPartition({}),
        accountId === undefined ? getCallerIdentity({}) : { accountId },
    ]);
    return { accountId: identity.accountId, region: region.region, partition: partition.partition };
}
