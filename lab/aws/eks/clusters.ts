import type { Handlers } from "../gateway/gateway.ts";
import { globalArn } from "../partition.ts";
import { describeCreated } from "./created-cluster.ts";
import { notFound } from "./errors.ts";
import { type Clusters, clusterArn, type EksCluster } from "./registry.ts";

/** EKS actions that describe clusters. */
export const clusterHandlers = (clusters: Clusters): Handlers => ({
    "eks:ListClusters": ({ region }) => ({
        clusters: clusters
            .in(region)
            .map(({ name }) => name)
            .sort(),
    }),
    "eks:DescribeCluster": ({ region, parameters }) => ({
        cluster: describe(clusterNamed(clusters, parameters.name, region)),
    }),
});

/** A cluster by name, or EKS's own error. */
export function clusterNamed(clusters: Clusters, name: string, region: string): EksCluster {
    const cluster = clusters.find(name, region);
    if (!cluster) throw notFound(`No cluster found for name: ${name}.`);
    return cluster;
}

// https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html
export const describe = (cluster: EksCluster) => ({
    name: cluster.name,
    arn: clusterArn(cluster),
    createdAt: Date.UTC(2026, 0, 1) / 1000,
    version: cluster.version,
    endpoint: cluster.endpoint,
    roleArn: globalArn(cluster.region, "iam", `role/${cluster.name}-cluster`),
    resourcesVpcConfig: {
        subnetIds: cluster.subnetIds,
        securityGroupIds: [],
        clusterSecurityGroupId: cluster.securityGroupId,
        vpcId: cluster.vpcId,
        endpointPublicAccess: true,
        endpointPrivateAccess: true,
        publicAccessCidrs: ["0.0.0.0/0"],
    },
    kubernetesNetworkConfig: { serviceIpv4Cidr: "10.100.0.0/16", ipFamily: "ipv4" },
    logging: { clusterLogging: [] },
    identity: { oidc: { issuer: cluster.issuer } },
    status: "ACTIVE",
    certificateAuthority: { data: cluster.certificateAuthority },
    platformVersion: "eks.1",
    tags: {},
    encryptionConfig: [],
    health: { issues: [] },
    accessConfig: { authenticationMode: cluster.authenticationMode },
    upgradePolicy: { supportType: "EXTENDED" },
    ...(cluster.created && describeCreated(cluster, cluster.created)),
});
