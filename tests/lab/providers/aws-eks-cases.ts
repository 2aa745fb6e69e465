import type { Case } from "./aws-cases.ts";
import { arnOf } from "./fake-eks.ts";

const region = "us-west-2";
export const roleArn = `arn:${"aws"}:iam::123456789012:role/one`;
const policyArn = `arn:${"aws"}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
const tags = { team: "one" };
const created = "2026-01-02T03:04:05.000Z";

export const clusterInputs = {
    name: "one",
    roleArn,
    version: "1.35",
    vpcConfig: { subnetIds: ["subnet-2", "subnet-1"], endpointPrivateAccess: true, endpointPublicAccess: true },
    accessConfig: { authenticationMode: "API_AND_CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
    kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
    enabledClusterLogTypes: ["audit"],
    upgradePolicy: { supportType: "STANDARD" },
    tags,
};
export const encryptionConfig = { provider: { keyArn: "key" }, resources: ["secrets"] };

export const groupInputs = {
    clusterName: "one",
    nodeGroupName: "system",
    nodeRoleArn: roleArn,
    subnetIds: ["subnet-1"],
    scalingConfig: { desiredSize: 2, maxSize: 3, minSize: 2 },
    amiType: "AL2023_x86_64_STANDARD",
    instanceTypes: ["m5.large"],
    launchTemplate: { id: "lt-1", version: "1" },
    labels: { system: "true", old: "x" },
    taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
    updateConfig: { maxUnavailable: 1 },
    version: "1.35",
    tags,
};

export const addonInputs = {
    clusterName: "one",
    addonName: "aws-ebs-csi-driver",
    addonVersion: "v1.53.0-eksbuild.1",
    podIdentityAssociations: [{ serviceAccount: "ebs-csi-controller-sa", roleArn }],
    resolveConflictsOnUpdate: "OVERWRITE",
    tags,
};

const vpc = (change: object) => ({ vpcConfig: { ...clusterInputs.vpcConfig, ...change } });

/** The types of EKS that a new cluster has, with their changes. */
export const eksCases: Record<string, Case> = {
    "aws:eks/cluster:Cluster": {
        inputs: async () => clusterInputs,
        id: () => "one",
        state: () => ({
            ...clusterInputs,
            vpcConfig: {
                ...clusterInputs.vpcConfig,
                securityGroupIds: [],
                publicAccessCidrs: ["0.0.0.0/0"],
                clusterSecurityGroupId: "sg-cluster",
                vpcId: "vpc-1",
            },
            deletionProtection: false,
            bootstrapSelfManagedAddons: true,
            arn: arnOf("cluster", { name: "one" }),
            certificateAuthority: { data: "Q0E=" },
            createdAt: created,
            endpoint: "https://one.example.com",
            identities: [{ oidcs: [{ issuer: "https://oidc.example.com/id/ONE" }] }],
            platformVersion: "eks.1",
            status: "ACTIVE",
            region,
            tagsAll: tags,
        }),
        updates: [
            [{ version: "1.36" }, { version: "UPDATE" }],
            [vpc({ publicAccessCidrs: ["203.0.113.0/24"] }), { "vpcConfig.publicAccessCidrs": "UPDATE" }],
            [
                vpc({ subnetIds: ["subnet-1", "subnet-3"], securityGroupIds: ["sg-1"] }),
                { "vpcConfig.subnetIds": "UPDATE", "vpcConfig.securityGroupIds": "ADD" },
            ],
            [
                { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } },
                { "accessConfig.authenticationMode": "UPDATE" },
            ],
            [{ enabledClusterLogTypes: ["api"] }, { enabledClusterLogTypes: "UPDATE" }],
            [{ upgradePolicy: { supportType: "EXTENDED" } }, { "upgradePolicy.supportType": "UPDATE" }],
            [{ deletionProtection: true }, { deletionProtection: "UPDATE" }],
            [{ encryptionConfig }, { encryptionConfig: "ADD" }],
            [{ tags: { a: "b" } }, { 'tags["team"]': "DELETE", 'tags["a"]': "ADD" }],
        ],
        replaced: {
            name: "other",
            roleArn: "other",
            bootstrapSelfManagedAddons: false,
            "accessConfig.bootstrapClusterCreatorAdminPermissions": false,
            "kubernetesNetworkConfig.ipFamily": "ipv6",
            "kubernetesNetworkConfig.serviceIpv4Cidr": "10.0.0.0/16",
        },
        deleteBeforeReplace: true,
    },
    "aws:eks/nodeGroup:NodeGroup": {
        inputs: async () => groupInputs,
        id: () => "one:system",
        state: () => ({
            ...groupInputs,
            launchTemplate: { id: "lt-1", name: "system", version: "1" },
            capacityType: "ON_DEMAND",
            releaseVersion: "1.35.0-20260101",
            nodeGroupNamePrefix: "",
            arn: arnOf("nodegroup", { clusterName: "one", nodegroupName: "system" }),
            resources: [{ autoscalingGroups: [{ name: "eks-system" }], remoteAccessSecurityGroupId: "" }],
            status: "ACTIVE",
            region,
            tagsAll: tags,
        }),
        updates: [
            [
                { version: "1.36", launchTemplate: { id: "lt-1", version: "2" } },
                { version: "UPDATE", "launchTemplate.version": "UPDATE" },
            ],
            [
                { scalingConfig: { desiredSize: 3, maxSize: 4, minSize: 3 } },
                scaled("desiredSize", "maxSize", "minSize"),
            ],
            [{ labels: { system: "false", a: "b" } }, { labels: "UPDATE" }],
            [{ taints: [{ key: "CriticalAddonsOnly", effect: "NO_EXECUTE" }] }, { taints: "UPDATE" }],
            [{ taints: undefined }, { taints: "DELETE" }],
            [
                { updateConfig: { maxUnavailablePercentage: 50 } },
                { "updateConfig.maxUnavailable": "DELETE", "updateConfig.maxUnavailablePercentage": "ADD" },
            ],
            [{ tags: { a: "b" } }, { 'tags["team"]': "DELETE", 'tags["a"]': "ADD" }],
        ],
        replaced: {
            clusterName: "other",
            nodeGroupName: "other",
            nodeRoleArn: "other",
            subnetIds: ["subnet-2"],
            amiType: "AL2023_ARM_64_STANDARD",
            capacityType: "SPOT",
            diskSize: 30,
            instanceTypes: ["m5.xlarge"],
            "launchTemplate.id": "lt-2",
            "launchTemplate.name": "other",
        },
        deleteBeforeReplace: true,
    },
    "aws:eks/fargateProfile:FargateProfile": {
        inputs: async () => ({ ...profileInputs }),
        id: () => "one:system",
        state: () => ({
            ...profileInputs,
            arn: arnOf("fargateprofile", { clusterName: "one", fargateProfileName: "system" }),
            status: "ACTIVE",
            region,
            tagsAll: tags,
        }),
        updates: [[{ tags: { a: "b" } }, { 'tags["team"]': "DELETE", 'tags["a"]': "ADD" }]],
        replaced: {
            clusterName: "other",
            fargateProfileName: "other",
            podExecutionRoleArn: "other",
            selectors: [{ namespace: "other" }],
            subnetIds: ["subnet-2"],
        },
        deleteBeforeReplace: true,
    },
    "aws:eks/addon:Addon": {
        inputs: async () => addonInputs,
        id: () => "one:aws-ebs-csi-driver",
        state: () => ({
            ...addonInputs,
            configurationValues: "",
            arn: arnOf("addon", { clusterName: "one", addonName: "aws-ebs-csi-driver" }),
            createdAt: created,
            modifiedAt: created,
            region,
            tagsAll: tags,
        }),
        unread: { resolveConflictsOnUpdate: "ADD" },
        updates: [
            [{ addonVersion: "v1.54.0-eksbuild.1" }, { addonVersion: "UPDATE" }],
            [{ configurationValues: '{"a":1}' }, { configurationValues: "ADD" }],
            [{ podIdentityAssociations: undefined }, { podIdentityAssociations: "DELETE" }],
            [{ serviceAccountRoleArn: roleArn }, { serviceAccountRoleArn: "ADD" }],
            [{ serviceAccountRoleArn: undefined }, { serviceAccountRoleArn: "DELETE" }],
            [
                { preserve: true, resolveConflictsOnCreate: "NONE" },
                { preserve: "ADD", resolveConflictsOnCreate: "ADD" },
            ],
            [{ tags: { a: "b" } }, { 'tags["team"]': "DELETE", 'tags["a"]': "ADD" }],
        ],
        replaced: { clusterName: "other", addonName: "other" },
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        inputs: async () => ({
            clusterName: "one",
            principalArn: roleArn,
            policyArn,
            accessScope: { type: "cluster" },
        }),
        id: () => `one#${roleArn}#${policyArn}`,
        state: ({ inputs }) => ({
            ...inputs,
            accessScope: { type: "cluster", namespaces: [] },
            associatedAt: created,
            modifiedAt: created,
            region,
        }),
        replaced: {
            clusterName: "other",
            principalArn: "other",
            policyArn: "other",
            "accessScope.type": "namespace",
            "accessScope.namespaces": ["kube-system"],
        },
    },
};

const profileInputs = {
    clusterName: "one",
    fargateProfileName: "system",
    podExecutionRoleArn: roleArn,
    selectors: [{ namespace: "karpenter" }, { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }],
    subnetIds: ["subnet-1"],
    tags,
};

function scaled(...sizes: string[]): Record<string, string> {
    return Object.fromEntries(sizes.map(size => [`scalingConfig.${size}`, "UPDATE"]));
}

export const eksTypes = Object.keys(eksCases);
