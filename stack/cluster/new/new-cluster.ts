import type { Cluster } from "@pulumi/eks/cluster.js";
import type * as pulumi from "@pulumi/pulumi";
import type { NewClusterConfig, StackConfig } from "../../config.ts";
import type { Account } from "../account.ts";

/** A new cluster's control plane, and what its other parts are created from. */
export interface NewCluster {
    settings: StackConfig;
    create: NewClusterConfig;
    account: Account;
    /** The subnets of the system nodes or Fargate. */
    systemSubnetIds: string[];
    eks: Cluster;
    oidcProviderArn: pulumi.Output<string>;
}
