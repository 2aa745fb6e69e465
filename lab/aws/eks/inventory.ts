import type { Inventory } from "../inventory/listing.ts";
import type { AccessEntry } from "./access-entries.ts";
import type { Addon } from "./addons.ts";
import type { FargateProfile } from "./fargate-profiles.ts";
import type { NodeGroup } from "./node-group.ts";
import type { PodIdentityAssociation } from "./pod-identity.ts";
import type { EksCluster } from "./registry.ts";

/** Resources of a cluster. */
interface Resources {
    entries(cluster: EksCluster): AccessEntry[];
    associations(cluster: EksCluster): PodIdentityAssociation[];
    addons(cluster: EksCluster): Record<string, Addon>;
    nodeGroups(cluster: EksCluster): Record<string, NodeGroup>;
    fargateProfiles(cluster: EksCluster): Record<string, FargateProfile>;
}

/** Resources in EKS, and the clusters that `CreateCluster` made. */
export function eksInventory(clusters: EksCluster[], resources: Resources): Inventory {
    const byCluster = (of: (cluster: EksCluster) => [name: string, resource: object][]) =>
        Object.fromEntries(
            clusters.flatMap(cluster => of(cluster).map(([name, resource]) => [`${cluster.name} ${name}`, resource])),
        );
    const named = <T>(of: (cluster: EksCluster) => Record<string, T>, describe: (resource: T) => object) =>
        byCluster(cluster => Object.entries(of(cluster)).map(([name, resource]) => [name, describe(resource)]));
    return {
        clusters: Object.fromEntries(
            clusters.flatMap(({ name, version, created }) =>
                created ? [[name, { version, roleArn: created.roleArn, tags: created.tags }]] : [],
            ),
        ),
        accessEntries: byCluster(cluster =>
            resources
                .entries(cluster)
                .map(({ principalArn, type, username, kubernetesGroups, tags, clusterPolicies = [] }) => [
                    principalArn,
                    {
                        type,
                        username,
                        kubernetesGroups,
                        tags,
                        ...(clusterPolicies.length > 0 && { clusterPolicies }),
                    },
                ]),
        ),
        podIdentityAssociations: byCluster(cluster =>
            resources
                .associations(cluster)
                .map(({ namespace, serviceAccount, roleArn, tags }) => [
                    `${namespace}/${serviceAccount}`,
                    { roleArn, tags },
                ]),
        ),
        addons: named(resources.addons, ({ addonVersion: version, tags }) => ({ version, tags })),
        nodeGroups: named(resources.nodeGroups, ({ document: { version, scalingConfig, tags } }) => ({
            version,
            scalingConfig,
            tags,
        })),
        fargateProfiles: named(resources.fargateProfiles, ({ selectors, tags }) => ({ selectors, tags })),
    };
}
