import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../../components/cluster.ts";
import type { DiscoveryArgs } from "../../components/network/discovery-args.ts";
import type { KubernetesConfig, StackConfig } from "../config.ts";
import type { Account } from "./account.ts";
import { findCluster } from "./existing.ts";
import { withContext } from "./kubeconfig.ts";

/** The cluster that the stack is on, found or made. */
export interface StackCluster {
    cluster: ClusterArgs;
    /** A stated one is taken to be secret. None where `kubernetes.context` alone names one of the machine's own. */
    kubeconfig?: pulumi.Input<string>;
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
    const kubeconfig = kubeconfigFor(settings.kubernetes ?? {}, found.kubeconfig);
    return {
        runsOn: [],
        ...found,
        cluster: { ...cluster, kubeconfig },
        kubeconfig,
        discovery: { ...found.discovery, ...settings.discovery },
    };
}

/** As stated, with its context; none where a context of the machine's own is named; else the one made from the cluster. */
function kubeconfigFor({ kubeconfig, context }: KubernetesConfig, made: pulumi.Input<string>) {
    if (kubeconfig !== undefined) return pulumi.secret(withContext(kubeconfig, context));
    return context === undefined ? made : undefined;
}
