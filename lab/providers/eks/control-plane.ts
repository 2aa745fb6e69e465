import { Cluster } from "@pulumi/aws/eks/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "./cluster-args.ts";

/** The EKS cluster itself. */
export function createControlPlane(name: string, args: ClusterArgs, parent: pulumi.Resource): Cluster {
    return new Cluster(
        name,
        {
            name: args.name,
            version: args.version,
            roleArn: pulumi.output(args.serviceRole).arn,
            vpcConfig: {
                subnetIds: args.subnetIds,
                endpointPrivateAccess: args.endpointPrivateAccess,
                endpointPublicAccess: args.endpointPublicAccess,
                publicAccessCidrs: publicAccessCidrs(args),
            },
            kubernetesNetworkConfig: networkConfig(args),
            accessConfig: {
                authenticationMode: args.authenticationMode,
                bootstrapClusterCreatorAdminPermissions: true,
            },
            bootstrapSelfManagedAddons: true,
            enabledClusterLogTypes: args.enabledClusterLogTypes,
            encryptionConfig: encryptionConfigOf(args),
            upgradePolicy: args.upgradePolicy,
            deletionProtection: args.deletionProtection,
            tags: pulumi
                .all([args.clusterTags, args.tags])
                .apply(([clusterTags, tags]) => ({ Name: name, ...clusterTags, ...tags })),
        },
        // Both are read at creation only, and changing them would replace the cluster.
        {
            parent,
            ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
        },
    );
}

function publicAccessCidrs({ publicAccessCidrs, endpointPublicAccess }: ClusterArgs) {
    if (!publicAccessCidrs) return undefined;
    return pulumi.all([publicAccessCidrs, endpointPublicAccess]).apply(([cidrs, isPublic = true]) => {
        if (!isPublic)
            throw new Error("publicAccessCidrs conflicts with endpointPublicAccess: false; remove publicAccessCidrs");
        return cidrs;
    });
}

function networkConfig({ kubernetesServiceIpAddressRange, ipFamily }: ClusterArgs) {
    if (!kubernetesServiceIpAddressRange && !ipFamily) return undefined;
    return pulumi.all([kubernetesServiceIpAddressRange, ipFamily]).apply(([range, family = "ipv4"]) => ({
        ipFamily: family,
        serviceIpv4Cidr: family === "ipv4" ? range : undefined,
    }));
}

/** Encryption of Kubernetes secrets. */
export const encryptionConfigOf = ({ encryptionConfigKeyArn: keyArn }: ClusterArgs) =>
    keyArn ? { provider: { keyArn }, resources: ["secrets"] } : undefined;
