import { defaultVersion } from "../components/upstream/versions.ts";
import { seedRoles, seedVpc, type Vpc } from "./aws/seed.ts";
import type { Lab } from "./lab.ts";
import type { StackConfig } from "./pulumi/stack.ts";
import { chartsOf, clusterOf, configOf } from "./stack-file.ts";

/** Whether a stack file's stack creates its cluster. */
export const createsCluster = (file: string): boolean => clusterConfigOf(configOf(file)).create !== undefined;

/**
 * Creates what a stack that creates its cluster requires: the network, and its administrators' roles. Returns the
 * stack's config, with this name for the cluster.
 */
export async function prepareNewCluster(lab: Lab, name: string, file: string): Promise<StackConfig> {
    const { region } = clusterOf(file);
    const config = newClusterConfig(lab, await seedVpc(lab.aws, { region, cluster: name }), file);
    const cluster = clusterConfigOf(config);
    await seedRoles(lab.aws, region, Object.values(cluster.create.administrators ?? {}));
    return { ...config, "eks-karpenter:cluster": { ...cluster, name } };
}

/**
 * A repository stack file's config, with the ids of a network and the lab's charts in place of those in AWS. Karpenter's
 * nodes get the subnets and the security group of the cluster.
 */
export function newClusterConfig(lab: Pick<Lab, "tools">, { subnetIds }: Vpc, file: string): StackConfig {
    const { "eks-karpenter:discovery": _discovery, ...config } = configOf(file);
    const { vpcId: _vpcId, create, ...cluster } = clusterConfigOf(config);
    const { systemSubnetIds: _systemSubnetIds, ...settings } = create;
    const install = config["eks-karpenter:install"] ?? {};
    return {
        ...config,
        "eks-karpenter:cluster": { ...cluster, create: { ...settings, subnetIds } },
        "eks-karpenter:install": { ...install, ...chartsOf(lab, install.version ?? defaultVersion) },
    };
}

const clusterConfigOf = (config: StackConfig) => config["eks-karpenter:cluster"] ?? {};
