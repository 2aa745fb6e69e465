import {
    AssociateEncryptionConfigCommand,
    type Cluster,
    CreateClusterCommand,
    DeleteClusterCommand,
    DescribeClusterCommand,
    UpdateClusterConfigCommand,
    type UpdateClusterConfigCommandInput,
    UpdateClusterVersionCommand,
} from "@aws-sdk/client-eks";
import type { Properties } from "../../plugin.ts";
import { type Aws, found } from "../aws.ts";
import type { Kind } from "../kind.ts";
import { clusterInputs } from "./cluster-inputs.ts";
import { tagOf } from "./eks-tags.ts";
import { settled, updated } from "./eks-wait.ts";

/** An EKS cluster. */
export const cluster: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go",
    inputs: clusterInputs,
    outputs: [
        "arn",
        "certificateAuthority",
        "createdAt",
        "endpoint",
        "identities",
        "platformVersion",
        "status",
        "region",
    ],
    async create({ eks }, inputs, tags) {
        await eks.send(
            new CreateClusterCommand({
                name: inputs.name,
                roleArn: inputs.roleArn,
                version: inputs.version,
                resourcesVpcConfig: inputs.vpcConfig,
                accessConfig: inputs.accessConfig,
                kubernetesNetworkConfig: inputs.kubernetesNetworkConfig,
                encryptionConfig: inputs.encryptionConfig && [inputs.encryptionConfig],
                logging: logging([], inputs.enabledClusterLogTypes),
                upgradePolicy: inputs.upgradePolicy,
                deletionProtection: inputs.deletionProtection,
                bootstrapSelfManagedAddons: inputs.bootstrapSelfManagedAddons,
                tags,
            }),
        );
        return inputs.name;
    },
    ready: (aws, name) =>
        settled(aws, { target: "ACTIVE", pending: ["CREATING", "PENDING"] }, () => describe(aws, name)),
    async read(aws, name, last) {
        const cluster = await describe(aws, name);
        return cluster && stateOf(cluster, last, aws.region);
    },
    async update(aws, name, inputs, changed, state) {
        if (changed.has("version")) {
            const { version, forceUpdateVersion: force } = inputs;
            await updated(aws, { name }, await aws.eks.send(new UpdateClusterVersionCommand({ name, version, force })));
        }
        if (changed.has("encryptionConfig")) {
            const { encryptionConfig } = inputs;
            const command = new AssociateEncryptionConfigCommand({
                clusterName: name,
                encryptionConfig: [encryptionConfig],
            });
            await updated(aws, { name }, await aws.eks.send(command));
        }
        // EKS makes one kind of change at a time.
        for (const change of changesOf(inputs, changed, state))
            await updated(aws, { name }, await aws.eks.send(new UpdateClusterConfigCommand({ name, ...change })));
    },
    tag: (aws, _name, { arn }, put, remove) => tagOf(aws, arn, put, remove),
    async delete(aws, name) {
        await aws.eks.send(new DeleteClusterCommand({ name }));
        await settled(aws, { pending: ["ACTIVE", "DELETING"] }, () => describe(aws, name));
    },
};

function* changesOf(
    inputs: Properties,
    changed: Set<string>,
    state: Properties,
): Generator<Omit<UpdateClusterConfigCommandInput, "name">> {
    const { vpcConfig, accessConfig, upgradePolicy, deletionProtection } = inputs;
    const has = (...paths: string[]) => paths.some(path => changed.has(path));
    if (has("accessConfig", "accessConfig.authenticationMode"))
        yield { accessConfig: { authenticationMode: accessConfig.authenticationMode } };
    if (has("deletionProtection")) yield { deletionProtection };
    if (has("enabledClusterLogTypes"))
        yield { logging: logging(state.enabledClusterLogTypes, inputs.enabledClusterLogTypes) };
    if (has("upgradePolicy", "upgradePolicy.supportType")) yield { upgradePolicy };
    if (has("vpcConfig.endpointPrivateAccess", "vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs")) {
        const { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs } = vpcConfig;
        yield { resourcesVpcConfig: { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs } };
    }
    if (has("vpcConfig.subnetIds")) yield { resourcesVpcConfig: { subnetIds: vpcConfig.subnetIds } };
    if (has("vpcConfig.securityGroupIds"))
        yield { resourcesVpcConfig: { securityGroupIds: vpcConfig.securityGroupIds ?? [] } };
}

/** Log types to enable, and those to disable. */
function logging(before: string[] = [], after: string[] = []) {
    const removed = before.filter(type => !after.includes(type));
    const setup = [
        { types: after, enabled: true },
        { types: removed, enabled: false },
    ].filter(({ types }) => types.length);
    return setup.length ? { clusterLogging: setup as any[] } : undefined;
}

const describe = async ({ eks }: Aws, name: string): Promise<Cluster | undefined> =>
    (await found(eks.send(new DescribeClusterCommand({ name }))))?.cluster;

function stateOf(cluster: Cluster, last: Properties, region: string): Properties {
    const { resourcesVpcConfig: vpc = {}, kubernetesNetworkConfig: network = {}, encryptionConfig = [] } = cluster;
    return {
        name: cluster.name,
        roleArn: cluster.roleArn,
        version: cluster.version,
        vpcConfig: {
            subnetIds: vpc.subnetIds ?? [],
            securityGroupIds: vpc.securityGroupIds ?? [],
            endpointPrivateAccess: vpc.endpointPrivateAccess,
            endpointPublicAccess: vpc.endpointPublicAccess,
            publicAccessCidrs: vpc.publicAccessCidrs ?? [],
            clusterSecurityGroupId: vpc.clusterSecurityGroupId,
            vpcId: vpc.vpcId,
        },
        accessConfig: {
            authenticationMode: cluster.accessConfig?.authenticationMode,
            // EKS does not return it.
            bootstrapClusterCreatorAdminPermissions: last.accessConfig?.bootstrapClusterCreatorAdminPermissions ?? true,
        },
        kubernetesNetworkConfig: {
            ipFamily: network.ipFamily,
            serviceIpv4Cidr: network.serviceIpv4Cidr,
            serviceIpv6Cidr: network.serviceIpv6Cidr,
        },
        encryptionConfig: encryptionConfig[0],
        enabledClusterLogTypes: (cluster.logging?.clusterLogging ?? [])
            .filter(({ enabled }) => enabled)
            .flatMap(({ types = [] }) => types),
        upgradePolicy: { supportType: cluster.upgradePolicy?.supportType },
        deletionProtection: cluster.deletionProtection ?? false,
        bootstrapSelfManagedAddons: last.bootstrapSelfManagedAddons ?? true,
        forceUpdateVersion: last.forceUpdateVersion,
        arn: cluster.arn,
        certificateAuthority: { data: cluster.certificateAuthority?.data },
        createdAt: cluster.createdAt?.toISOString(),
        endpoint: cluster.endpoint,
        identities: [{ oidcs: [{ issuer: cluster.identity?.oidc?.issuer }] }],
        platformVersion: cluster.platformVersion,
        status: cluster.status,
        region,
        tags: cluster.tags ?? {},
    };
}
