import { fixed, type Input, name, tags } from "../kind.ts";

/** Inputs of an EKS cluster. */
export const clusterInputs: Record<string, Input> = {
    name,
    roleArn: fixed,
    version: { type: "string", computed: true },
    vpcConfig: {
        type: "block",
        required: true,
        fields: {
            subnetIds: { type: "set", required: true },
            securityGroupIds: { type: "set" },
            endpointPrivateAccess: { type: "boolean", default: false },
            endpointPublicAccess: { type: "boolean", default: true },
            publicAccessCidrs: { type: "set", computed: true },
        },
        outputs: ["clusterSecurityGroupId", "vpcId"],
    },
    accessConfig: {
        type: "block",
        computed: true,
        fields: {
            authenticationMode: { type: "string", computed: true },
            bootstrapClusterCreatorAdminPermissions: { type: "boolean", default: true, replaces: true },
        },
    },
    kubernetesNetworkConfig: {
        type: "block",
        computed: true,
        fields: {
            ipFamily: { type: "string", computed: true, replaces: true },
            serviceIpv4Cidr: { type: "string", computed: true, replaces: true },
        },
        outputs: ["serviceIpv6Cidr"],
    },
    encryptionConfig: {
        type: "block",
        replaces: "if removed",
        fields: {
            provider: { type: "block", required: true, fields: { keyArn: { type: "string", required: true } } },
            resources: { type: "set", required: true },
        },
    },
    enabledClusterLogTypes: { type: "set" },
    upgradePolicy: {
        type: "block",
        computed: true,
        fields: { supportType: { type: "string", computed: true } },
    },
    deletionProtection: { type: "boolean", computed: true },
    bootstrapSelfManagedAddons: { type: "boolean", default: true, replaces: true },
    forceUpdateVersion: { type: "boolean" },
    tags,
};
