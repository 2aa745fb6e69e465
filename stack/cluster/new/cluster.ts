import { getSubnet } from "@pulumi/aws/ec2/getSubnet.js";
// Registers the module of the resource in `eksCluster`: Pulumi's SDK constructs a resource from a reference only if
// its module is registered. Otherwise all of its properties are undefined.
import "@pulumi/aws/eks/index.js";
import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import * as pulumi from "@pulumi/pulumi";
import { AuthenticationMode, type ClusterArgs } from "../../../components/cluster.ts";
import type { DiscoveryArgs } from "../../../components/network/discovery-args.ts";
import { LogType, type NewClusterConfig, type StackConfig, UpgradePolicy } from "../../config.ts";
import type { Account } from "../account.ts";
import { kubeconfigOf } from "../kubeconfig.ts";
import { createAddons } from "./addons.ts";
import { administratorsOf } from "./administrators.ts";
import { clusterRole } from "./roles.ts";
import { createSystem } from "./system.ts";

/** A cluster created by this stack. */
export interface CreatedCluster {
    cluster: ClusterArgs;
    kubeconfig: pulumi.Output<string>;
    /** Resources that the controller requires to run: node group or Fargate profile, add-ons. */
    runsOn: pulumi.Resource[];
    /** The subnets and security group for nodes if `discovery` sets none. */
    discovery: DiscoveryArgs;
}

/**
 * Creates a cluster that is ready for Karpenter, in the order that a version raise follows, too: the control plane with the VPC CNI and
 * kube-proxy, then the system nodes or Fargate, then the add-ons that run there.
 */
export async function createCluster(
    settings: StackConfig,
    create: NewClusterConfig,
    account: Account,
): Promise<CreatedCluster> {
    const { cluster: config, kubernetes, tags } = settings;
    const { name, version, ipFamily, authenticationMode = AuthenticationMode.API } = config;
    const { subnetIds, systemSubnetIds = subnetIds, addons = {} } = create;
    const role = clusterRole(settings, create, account);
    // Loaded on demand: stacks on an existing cluster do not use it.
    const { Cluster } = await import("@pulumi/eks/cluster.js");
    const eks = new Cluster(
        // Not the cluster's name: the component's names for its resources would be too long for AWS.
        "cluster",
        {
            name,
            version,
            vpcId: config.vpcId ?? (await getSubnet({ id: subnetIds[0] })).vpcId,
            subnetIds,
            ipFamily,
            kubernetesServiceIpAddressRange: create.serviceIpv4Cidr,
            serviceRole: role.role,
            authenticationMode,
            accessEntries: administratorsOf(create, account),
            endpointPrivateAccess: create.endpointPrivateAccess ?? true,
            endpointPublicAccess: create.endpointPublicAccess ?? true,
            publicAccessCidrs: create.publicAccessCidrs,
            enabledClusterLogTypes: create.logTypes ?? [LogType.api, LogType.audit, LogType.authenticator],
            encryptionConfigKeyArn: create.encryptionKeyArn,
            deletionProtection: create.deletionProtection ?? false,
            upgradePolicy: { supportType: create.upgradePolicy ?? UpgradePolicy.EXTENDED },
            // The credentials for aws-auth, which exists with API_AND_CONFIG_MAP.
            providerCredentialOpts: { roleArn: kubernetes?.roleArn, profileName: kubernetes?.profile },
            vpcCniOptions: { addonVersion: addons["vpc-cni"]?.version },
            kubeProxyAddonOptions: { version: addons["kube-proxy"]?.version },
            // Nodes, Fargate and CoreDNS are created below, and the provider without the issuer's thumbprint, for which each preview needs
            // the internet. IAM does not use it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
            createOidcProvider: false,
            skipDefaultNodeGroup: true,
            skipDefaultSecurityGroups: true,
            createInstanceRole: false,
            clusterTags: { Name: name },
            tags,
        },
        { dependsOn: role.attached },
    );
    const { endpoint, certificateAuthority, vpcConfig } = eks.eksCluster;
    const issuer = eks.eksCluster.identities.apply(([identity]) => identity!.oidcs![0]!.issuer!);
    const oidcProvider = new OpenIdConnectProvider("oidc-provider", {
        url: issuer,
        clientIdLists: ["sts.amazonaws.com"],
        tags,
    });
    const created = { settings, create, account, systemSubnetIds, eks, oidcProviderArn: oidcProvider.arn };
    const system = createSystem(created);
    return {
        cluster: {
            name,
            version: eks.eksCluster.version,
            endpoint,
            oidcIssuer: issuer,
            oidcProviderArn: oidcProvider.arn,
            authenticationMode,
            ipFamily,
            ...account,
        },
        kubeconfig: pulumi
            .all([endpoint, certificateAuthority.data])
            .apply(([endpoint, data]) =>
                kubeconfigOf({ name, endpoint, certificateAuthority: data, region: account.region }, kubernetes),
            ),
        runsOn: [eks, system, ...createAddons(created, system)],
        discovery: {
            subnets: Object.fromEntries(systemSubnetIds.map(id => [id, id])),
            securityGroups: { cluster: vpcConfig.clusterSecurityGroupId },
        },
    };
}
