import { AccessEntry, AccessPolicyAssociation, type Cluster } from "@pulumi/aws/eks/index.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { ProviderResource, Resource } from "@pulumi/pulumi";
import type { ClusterArgs } from "./cluster-args.ts";

/** The access entries, each with the associations of its policies. */
export function createAccessEntries(
    name: string,
    { accessEntries = {} }: ClusterArgs,
    cluster: Cluster,
    parent: Resource,
): AccessEntry[] {
    return Object.entries(accessEntries).map(([key, { accessPolicies = {}, username, ...entry }]) => {
        const { principalArn } = entry;
        const created = new AccessEntry(
            `${name}-${key}`,
            { ...entry, userName: username, clusterName: cluster.name },
            { parent, dependsOn: cluster },
        );
        for (const [policy, association] of Object.entries(accessPolicies)) {
            const { policyArn, accessScope } = association as Association;
            new AccessPolicyAssociation(
                `${name}-${key}-${policy}`,
                { clusterName: cluster.name, principalArn, policyArn, accessScope },
                { parent: created, dependsOn: created },
            );
        }
        return created;
    });
}

type Association = Pick<ConstructorParameters<typeof AccessPolicyAssociation>[1], "policyArn" | "accessScope">;

/** The ConfigMap `aws-auth`, which maps nobody. It replaces the fields of one that EKS has created for its nodes. */
export const createAwsAuth = (name: string, provider: ProviderResource, parent: Resource): ConfigMap =>
    new ConfigMap(
        name,
        {
            immutable: false,
            metadata: {
                name: "aws-auth",
                namespace: "kube-system",
                annotations: { "pulumi.com/patchForce": "true" },
            },
            data: { mapRoles: "[]\n" },
        },
        { parent, provider },
    );
