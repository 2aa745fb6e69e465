import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../../components/cluster.ts";
import type { DiscoveryArgs } from "../../components/network/selectors.ts";
import type { StackConfig } from "../config.ts";
import type { Account } from "./account.ts";
import { findCluster } from "./existing.ts";

/** The cluster that the stack is on, found or made. */
export interface StackCluster {
    cluster: ClusterArgs;
    /** As stated, which is taken to be secret; else made from the cluster, which is not. */
    kubeconfig: pulumi.Input<string>;
    /** The VPC of an existing cluster. */
    vpcId?: string;
    /** What the controller runs on, where this stack makes it. */
    runsOn: pulumi.Resource[];
    /** The stack's, or the new cluster's own subnets and security group where the stack names none. */
    discovery?: DiscoveryArgs;
}

/** Finds the stack's cluster, or makes it. */
export async function resolveCluster(settings: StackConfig, account: Account): Promise<StackCluster> {
    const { create } = settings.cluster;
    const { cluster, ...found } = create
        ? await (await import("./created.ts")).createCluster(settings, create, account)
        : await findCluster(settings, account);
    const stated = settings.kubernetes?.kubeconfig;
    const kubeconfig = stated === undefined ? found.kubeconfig : pulumi.secret(stated);
    return {
        runsOn: [],
        ...found,
        cluster: { ...cluster, kubeconfig },
        kubeconfig,
        discovery: { ...found.discovery, ...settings.discovery },
    };
}
