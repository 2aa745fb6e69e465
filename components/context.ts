import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as pulumi from "@pulumi/pulumi";
import { type Names, namesOf } from "./aws/names.ts";
import type { ClusterArgs } from "./cluster.ts";
import type { Resolved } from "./resolve.ts";

/** The cluster's account, region and partition. */
export interface Account {
    accountId: pulumi.Output<string>;
    region: pulumi.Output<string>;
    partition: pulumi.Output<string>;
}

/** The cluster's account, region and partition, by default those of the AWS provider of `parent`. */
function accountOf({ accountId, region, partition }: ClusterArgs, parent: pulumi.Resource): Account {
    const stated = (value: pulumi.Input<string> | undefined, ask: () => pulumi.Output<string>) =>
        value === undefined ? ask() : pulumi.output(value);
    return {
        accountId: stated(accountId, () => getCallerIdentityOutput({}, { parent }).accountId),
        region: stated(region, () => getRegionOutput({}, { parent }).region),
        partition: stated(partition, () => getPartitionOutput({}, { parent }).partition),
    };
}

/** The context that all parts of the component share. */
export interface Context {
    cluster: ClusterArgs;
    /** The cluster's account, region and partition. */
    account: Account;
    names: pulumi.Output<Names>;
    tags?: { [key: string]: pulumi.Input<string> };
}

/** The context of a component. Omitted arguments default to the facts of its AWS provider. */
export function contextOf(parent: pulumi.Resource, { cluster, names, tags }: Resolved): Context {
    const account = accountOf(cluster, parent);
    return {
        cluster,
        account,
        names: account.region.apply(region => namesOf(cluster.name, names, region)),
        tags,
    };
}
