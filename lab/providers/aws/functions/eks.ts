import { DescribeAddonCommand, DescribeClusterCommand } from "@aws-sdk/client-eks";
import { found } from "../aws.ts";
import type { AwsFunction } from "../function.ts";

export const getCluster: AwsFunction = async ({ eks, region }, { name }) => {
    const cluster = (await found(eks.send(new DescribeClusterCommand({ name }))))?.cluster;
    if (!cluster) throw new Error(`reading EKS Cluster (${name}): couldn't find resource`);
    const { resourcesVpcConfig: vpc = {}, kubernetesNetworkConfig: network = {}, accessConfig = {} } = cluster;
    return {
        id: name,
        name,
        arn: cluster.arn,
        createdAt: cluster.createdAt?.toISOString(),
        status: cluster.status,
        version: cluster.version,
        platformVersion: cluster.platformVersion,
        endpoint: cluster.endpoint,
        roleArn: cluster.roleArn,
        certificateAuthorities: [{ data: cluster.certificateAuthority?.data }],
        identities: [{ oidcs: [{ issuer: cluster.identity?.oidc?.issuer }] }],
        accessConfigs: [
            {
                authenticationMode: accessConfig.authenticationMode,
                bootstrapClusterCreatorAdminPermissions: accessConfig.bootstrapClusterCreatorAdminPermissions ?? true,
            },
        ],
        kubernetesNetworkConfigs: [
            {
                ipFamily: network.ipFamily ?? "ipv4",
                serviceIpv4Cidr: network.serviceIpv4Cidr,
                serviceIpv6Cidr: network.serviceIpv6Cidr,
            },
        ],
        vpcConfig: {
            vpcId: vpc.vpcId,
            subnetIds: vpc.subnetIds ?? [],
            securityGroupIds: vpc.securityGroupIds ?? [],
            clusterSecurityGroupId: vpc.clusterSecurityGroupId,
            endpointPrivateAccess: vpc.endpointPrivateAccess,
            endpointPublicAccess: vpc.endpointPublicAccess,
            publicAccessCidrs: vpc.publicAccessCidrs ?? [],
        },
        region,
        tags: cluster.tags ?? {},
    };
};

export const getAddon: AwsFunction = async ({ eks, region }, { clusterName, addonName }) => {
    const addon = (await found(eks.send(new DescribeAddonCommand({ clusterName, addonName }))))?.addon;
    if (!addon) throw new Error(`reading EKS Add-On (${clusterName}:${addonName}): couldn't find resource`);
    return {
        id: `${clusterName}:${addonName}`,
        clusterName,
        addonName,
        addonVersion: addon.addonVersion,
        arn: addon.addonArn,
        configurationValues: addon.configurationValues ?? "",
        createdAt: addon.createdAt?.toISOString(),
        modifiedAt: addon.modifiedAt?.toISOString(),
        serviceAccountRoleArn: addon.serviceAccountRoleArn ?? "",
        region,
        tags: addon.tags ?? {},
    };
};
