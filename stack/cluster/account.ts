import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { getPartition } from "@pulumi/aws/getPartition.js";
import { getRegion } from "@pulumi/aws/getRegion.js";

/** Where in AWS the stack is. */
export interface Account {
    accountId: string;
    region: string;
    partition: string;
}

/** The account, region and partition that the AWS provider works in. Only an account that is not stated costs a call. */
export async function findAccount(accountId?: string): Promise<Account> {
    const [region, partition, identity] = await Promise.all([
        getRegion({}),
        getPartition({}),
        accountId === undefined ? getCallerIdentity({}) : { accountId },
    ]);
    return { accountId: identity.accountId, region: region.region, partition: partition.partition };
}
