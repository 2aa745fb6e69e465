import { getSubnet } from "@pulumi/aws/ec2/getSubnet.js";
// Imported from the index, which registers the module: `eksCluster` is a resource reference, and Pulumi's SDK
// constructs a resource from a reference only if its module is registered. Otherwise all of its properties are
// undefined.
import { Addon, NodeGroup } from "@pulumi/aws/eks/index.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import { namesOf } from "../../components/aws/names.ts";
import { AuthenticationMode, type ClusterArgs } from "../../components/cluster.ts";
import { Identity } from "../../components/controller/controller-args.ts";
import type { DiscoveryArgs } from "../../components/network/discovery-args.ts";
import { cniIpv6Policy, nodePolicies, nodeTrust } from "../../components/nodes/node-policies.ts";
import { resolve } from "../../components/resolve.ts";
import { type NewClusterConfig, type StackConfig, SystemKind } from "../config.ts";
import type { Account } from "./account.ts";
import { kubeconfigOf } from "./kubeconfig.ts";

/** A cluster created by this stack. */
export interface CreatedCluster {
    cluster: ClusterArgs;
    kubeconfig: pulumi.Output<string>;
    /** Resources that the controller requires to run: node group or Fargate profile, add-on. */
    runsOn: pulumi.Resource[];
    /** The subnets and security group for nodes if `discovery` sets none. */
    discovery: DiscoveryArgs;
}

/**
 * Creates a cluster that is ready for Karpenter: nodes or Fargate for the controller and CoreDNS, access entries,
 * OIDC provider.
 */
export async function createCluster(
    settings: StackConfig,
    create: NewClusterConfig,
    account: Account,
): Promise<CreatedCluster> {
    const { cluster: config, tags } = settings;
    const { name, version, ipFamily, authenticationMode = AuthenticationMode.API } = config;
    const { subnetIds, system = SystemKind.NodeGroup } = create;
    const vpcId = config.vpcId ?? (await getSubnet({ id: subnetIds[0] })).vpcId;
    // Loaded on demand: stacks on an existing cluster do not use it.
    const { Cluster } = await import("@pulumi/eks/cluster.js");
    const eks = new Cluster(name, {
        name,
        version,
        vpcId,
        subnetIds,
        ipFamily,
        authenticationMode,
        createOidcProvider: true,
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        createInstanceRole: false,
        endpointPrivateAccess: create.endpointPrivateAccess ?? true,
        endpointPublicAccess: create.endpointPublicAccess ?? true,
        publicAccessCidrs: create.publicAccessCidrs,
        ...(system === SystemKind.Fargate && {
            fargate: {
                // Fargate takes only private subnets; the cluster component selects them.
                selectors: [
                    { namespace: resolve(settings).controller.namespace },
                    { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
                ],
            },
        }),
        tags,
    });
    const { endpoint, certificateAuthority, vpcConfig } = eks.eksCluster;
    const runsOn: pulumi.Resource[] = [eks];
    if (system === SystemKind.NodeGroup) runsOn.push(systemNodes(eks, settings, create, account));
    if (resolve(settings).controller.identity === Identity.PodIdentity)
        runsOn.push(
            new Addon(
                `${name}-pod-identity-agent`,
                { clusterName: eks.eksCluster.name, addonName: "eks-pod-identity-agent", tags },
                {
                    dependsOn: [...runsOn],
                },
            ),
        );
    return {
        cluster: {
            name,
            version: eks.eksCluster.version,
            endpoint,
            oidcIssuer: eks.oidcIssuer,
            oidcProviderArn: eks.oidcProviderArn,
            authenticationMode,
            ipFamily,
            ...account,
        },
        kubeconfig: pulumi
            .all([endpoint, certificateAuthority.data])
            .apply(([endpoint, data]) =>
                kubeconfigOf(
                    { name, endpoint, certificateAuthority: data, region: account.region },
                    settings.kubernetes,
                ),
            ),
        runsOn,
        discovery: {
            subnets: Object.fromEntries(subnetIds.map(id => [id, id])),
            securityGroups: { cluster: vpcConfig.clusterSecurityGroupId },
        },
    };
}

/** A small tainted node group for the controller and CoreDNS, which tolerate `CriticalAddonsOnly`. */
function systemNodes(
    cluster: import("@pulumi/eks/cluster.js").Cluster,
    { cluster: { name, ipFamily }, nodeRole = {}, names = {}, tags }: StackConfig,
    { subnetIds, systemInstanceType = "m5.large", systemNodes = 2 }: NewClusterConfig,
    { partition, region }: Account,
): NodeGroup {
    const role = new Role(`${name}-system`, {
        name: namesOf(name, names, region).systemNodeRole,
        path: nodeRole.path,
        permissionsBoundary: nodeRole.permissionsBoundary,
        assumeRolePolicy: JSON.stringify(nodeTrust(partition)),
        ...(ipFamily === "ipv6" && {
            inlinePolicies: [{ name: "AmazonEKS_CNI_IPv6_Policy", policy: JSON.stringify(cniIpv6Policy(partition)) }],
        }),
        tags,
    });
    const attached = Object.entries(nodePolicies).map(
        ([suffix, policy]) =>
            new RolePolicyAttachment(`${name}-system-${suffix}`, {
                role: role.name,
                policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
            }),
    );
    return new NodeGroup(
        `${name}-system`,
        {
            clusterName: cluster.eksCluster.name,
            nodeRoleArn: role.arn,
            subnetIds,
            instanceTypes: [systemInstanceType],
            scalingConfig: { minSize: systemNodes, maxSize: systemNodes + 1, desiredSize: systemNodes },
            taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
            labels: { "eks-karpenter/system": "true" },
            tags,
        },
        { dependsOn: attached },
    );
}
