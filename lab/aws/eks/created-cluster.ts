import { randomBytes } from "node:crypto";
import type { CreatedCluster, EksCluster } from "./registry.ts";

/** A cluster's settings in a `CreateCluster` request, with EKS's defaults. */
export function createdCluster(parameters: Record<string, any>, creator: string): CreatedCluster {
    const { resourcesVpcConfig: vpc, accessConfig = {}, kubernetesNetworkConfig: network = {} } = parameters;
    const ipFamily = network.ipFamily ?? "ipv4";
    const elasticLoadBalancing = { enabled: false };
    return {
        status: "CREATING",
        createdAt: Date.now() / 1000,
        creator,
        roleArn: parameters.roleArn,
        resourcesVpcConfig: {
            securityGroupIds: vpc.securityGroupIds ?? [],
            endpointPublicAccess: vpc.endpointPublicAccess ?? true,
            endpointPrivateAccess: vpc.endpointPrivateAccess ?? false,
            publicAccessCidrs: vpc.publicAccessCidrs ?? (vpc.endpointPublicAccess === false ? [] : ["0.0.0.0/0"]),
        },
        kubernetesNetworkConfig:
            ipFamily === "ipv6"
                ? { serviceIpv6Cidr: `fd${randomBytes(1).toString("hex")}:1::/108`, ipFamily, elasticLoadBalancing }
                : { serviceIpv4Cidr: network.serviceIpv4Cidr ?? "10.100.0.0/16", ipFamily, elasticLoadBalancing },
        enabledLogTypes: enabledTypes([], parameters.logging),
        tags: parameters.tags ?? {},
        encryptionConfig: parameters.encryptionConfig ?? [],
        bootstrapClusterCreatorAdminPermissions: accessConfig.bootstrapClusterCreatorAdminPermissions ?? true,
        upgradePolicy: { supportType: parameters.upgradePolicy?.supportType ?? "EXTENDED" },
        deletionProtection: parameters.deletionProtection ?? false,
        issues: [],
    };
}

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The enabled log types after a change. */
export function enabledTypes(enabled: string[], logging?: Record<string, any>): string[] {
    const now = new Set(enabled);
    for (const { types = [], enabled = false } of logging?.clusterLogging ?? [])
        for (const type of types) enabled ? now.add(type) : now.delete(type);
    return logTypes.filter(type => now.has(type));
}

/** A cluster's settings as `DescribeCluster` returns them. */
export const describeCreated = (cluster: EksCluster, created: CreatedCluster) => ({
    createdAt: created.createdAt,
    roleArn: created.roleArn,
    resourcesVpcConfig: {
        subnetIds: cluster.subnetIds,
        ...(cluster.securityGroupId && { clusterSecurityGroupId: cluster.securityGroupId }),
        vpcId: cluster.vpcId,
        ...created.resourcesVpcConfig,
    },
    kubernetesNetworkConfig: created.kubernetesNetworkConfig,
    logging: {
        clusterLogging: [
            { types: created.enabledLogTypes, enabled: true },
            { types: logTypes.filter(type => !created.enabledLogTypes.includes(type)), enabled: false },
        ].filter(({ types }) => types.length > 0),
    },
    status: created.status,
    tags: created.tags,
    encryptionConfig: created.encryptionConfig,
    health: { issues: created.issues },
    accessConfig: {
        bootstrapClusterCreatorAdminPermissions: created.bootstrapClusterCreatorAdminPermissions,
        authenticationMode: cluster.authenticationMode,
    },
    upgradePolicy: created.upgradePolicy,
    deletionProtection: created.deletionProtection,
    ...(!created.plane && { endpoint: undefined, certificateAuthority: undefined, identity: undefined }),
});
