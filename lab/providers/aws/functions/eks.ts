import { DescribeAddonCommand, DescribeClusterCommand, paginateDescribeAddonVersions } from "@aws-sdk/client-eks";
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

/** The most recent version of an add-on for a Kubernetes version, or EKS's default. */
export const getAddonVersion: AwsFunction = async (
    { eks, region },
    { addonName, kubernetesVersion, mostRecent = false },
) => {
    const versions = [];
    for await (const page of paginateDescribeAddonVersions({ client: eks }, { addonName, kubernetesVersion }))
        versions.push(...(page.addons ?? []).flatMap(({ addonVersions = [] }) => addonVersions));
    const version = mostRecent
        ? versions[0]
        : versions.find(({ compatibilities = [] }) => compatibilities.some(({ defaultVersion }) => defaultVersion));
    if (!version)
        throw new Error(`reading EKS Add-On version info (${addonName}, ${kubernetesVersion}): couldn't find resource`);
    return { id: addonName, addonName, kubernetesVersion, mostRecent, version: version.addonVersion, region };
};
