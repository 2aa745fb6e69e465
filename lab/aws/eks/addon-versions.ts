import { versions } from "./versions.ts";

/** Versions of add-ons, the default first and the latest last. `MINOR` stands for the cluster's Kubernetes version. */
const releases: Record<string, { namespace: string; type: string; versions: [string, string] }> = {
    "aws-ebs-csi-driver": {
        namespace: "kube-system",
        type: "storage",
        versions: ["v1.53.0-eksbuild.1", "v1.55.0-eksbuild.1"],
    },
    coredns: { namespace: "kube-system", type: "networking", versions: ["v1.13.1-eksbuild.1", "v1.13.2-eksbuild.1"] },
    "eks-pod-identity-agent": {
        namespace: "kube-system",
        type: "security",
        versions: ["v1.3.10-eksbuild.1", "v1.3.10-eksbuild.2"],
    },
    "kube-proxy": {
        namespace: "kube-system",
        type: "networking",
        versions: ["vMINOR.0-eksbuild.2", "vMINOR.1-eksbuild.1"],
    },
    "metrics-server": {
        namespace: "kube-system",
        type: "observability",
        versions: ["v0.8.0-eksbuild.5", "v0.8.0-eksbuild.6"],
    },
    "vpc-cni": { namespace: "kube-system", type: "networking", versions: ["v1.20.4-eksbuild.2", "v1.21.1-eksbuild.1"] },
};

export const addonNames = Object.keys(releases);

export const namespaceOf = (addonName: string): string => releases[addonName]!.namespace;

/** Versions for a Kubernetes version, the default first. */
export const versionsFor = (addonName: string, kubernetes: string): string[] =>
    (releases[addonName]?.versions ?? []).map(version => version.replace("MINOR", kubernetes));

/** Add-ons as `DescribeAddonVersions` returns them, their latest version first. */
export const describeVersions = (filter: { addonName?: string; kubernetesVersion?: string }) =>
    addonNames
        .filter(name => filter.addonName === undefined || filter.addonName === name)
        .map(addonName => {
            const compatible = versions
                .filter(version => filter.kubernetesVersion === undefined || filter.kubernetesVersion === version)
                .flatMap(clusterVersion =>
                    versionsFor(addonName, clusterVersion).map((addonVersion, index) => ({
                        addonVersion,
                        compatibility: { clusterVersion, platformVersions: ["*"], defaultVersion: index === 0 },
                    })),
                );
            return {
                addonName,
                type: releases[addonName]!.type,
                addonVersions: [...new Set(compatible.map(({ addonVersion }) => addonVersion))]
                    .sort()
                    .reverse()
                    .map(addonVersion => ({
                        addonVersion,
                        architecture: ["amd64", "arm64"],
                        compatibilities: compatible
                            .filter(one => one.addonVersion === addonVersion)
                            .map(({ compatibility }) => compatibility),
                        requiresConfiguration: false,
                        requiresIamPermissions: ["aws-ebs-csi-driver", "vpc-cni"].includes(addonName),
                    })),
                publisher: "eks",
                owner: "aws",
                defaultNamespace: releases[addonName]!.namespace,
            };
        })
        .filter(({ addonVersions }) => addonVersions.length > 0);
