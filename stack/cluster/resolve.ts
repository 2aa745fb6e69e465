import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../../components/cluster.ts";
import type { DiscoveryArgs } from "../../components/network/discovery-args.ts";
import type { KubernetesConfig, StackConfig } from "../config.ts";
import type { Account } from "./account.ts";
import { findCluster } from "./existing.ts";
import { withContext } from "./kubeconfig.ts";

/** The stack's cluster, existing or created. */
export interface StackCluster {
    cluster: ClusterArgs;
    /**
     * Secret if set in config. Undefined if only `kubernetes.context` is set, which selects a context of the local
     * kubeconfig.
     */
    kubeconfig?: pulumi.Input<string>;
    /** VPC of an existing cluster. */
    vpcId?: string;
    /** Resources that the controller requires to run, if this stack creates them. */
    runsOn: pulumi.Resource[];
    /** The stack's `discovery`; on a new cluster, its own subnets and security group are the defaults. */
    discovery?: DiscoveryArgs;
}

/** Finds or creates the stack's cluster. */
export async function resolveCluster(settings: StackConfig, account: Account): Promise<StackCluster> {
    const { create } = settings.cluster;
    const { cluster, ...found } = create
        ? await (await import("./created.ts")).createCluster(settings, create, account)
        : await findCluster(settings, account);
    const kubeconfig = await kubeconfigFor(settings.kubernetes ?? {}, found.kubeconfig);
    return {
        runsOn: [],
        ...found,
        cluster: { ...cluster, kubeconfig },
        kubeconfig,
        discovery: { ...found.discovery, ...settings.discovery },
    };
}

/**
 * The configured kubeconfig with its context; none if only a local context is set; otherwise the one built for the
 * cluster.
 */
async function kubeconfigFor({ kubeconfig, context }: KubernetesConfig, made: pulumi.Input<string>) {
    if (kubeconfig !== undefined) return pulumi.secret(await withContext(kubeconfig, context));
    return context === undefined ? made : undefined;
}
