import {
    CreateNodegroupCommand,
    DeleteNodegroupCommand,
    DescribeNodegroupCommand,
    type Nodegroup,
    UpdateNodegroupConfigCommand,
    UpdateNodegroupVersionCommand,
} from "@aws-sdk/client-eks";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { fixed, type Kind, name, tags } from "../kind.ts";
import { tagOf } from "./eks-tags.ts";
import { settled, updated } from "./eks-wait.ts";
import { labelChanges, taintChanges } from "./node-group-changes.ts";

/** A managed node group. */
export const nodeGroup: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/node_group.go",
    inputs: {
        clusterName: fixed,
        nodeGroupName: name,
        nodeRoleArn: fixed,
        subnetIds: { type: "set", required: true, replaces: true },
        scalingConfig: {
            type: "block",
            required: true,
            fields: {
                desiredSize: { type: "number", required: true },
                maxSize: { type: "number", required: true },
                minSize: { type: "number", required: true },
            },
        },
        amiType: { type: "string", computed: true, replaces: true },
        capacityType: { type: "string", computed: true, replaces: true },
        diskSize: { type: "number", computed: true, replaces: true },
        instanceTypes: { type: "list", computed: true, replaces: true },
        launchTemplate: {
            type: "block",
            fields: {
                id: { type: "string", computed: true, replaces: true },
                name: { type: "string", computed: true, replaces: true },
                version: { type: "string", required: true },
            },
        },
        labels: { type: "map" },
        taints: {
            type: "set",
            fields: {
                key: { type: "string", required: true },
                value: { type: "string" },
                effect: { type: "string", required: true },
            },
        },
        updateConfig: {
            type: "block",
            computed: true,
            fields: {
                maxUnavailable: { type: "number" },
                maxUnavailablePercentage: { type: "number" },
                updateStrategy: { type: "string", computed: true },
            },
        },
        version: { type: "string", computed: true },
        releaseVersion: { type: "string", computed: true },
        forceUpdateVersion: { type: "boolean" },
        tags,
    },
    outputs: ["arn", "nodeGroupNamePrefix", "resources", "status", "region"],
    async create({ eks }, inputs, tags) {
        await eks.send(
            new CreateNodegroupCommand({
                clusterName: inputs.clusterName,
                nodegroupName: inputs.nodeGroupName,
                nodeRole: inputs.nodeRoleArn,
                subnets: inputs.subnetIds,
                scalingConfig: inputs.scalingConfig,
                amiType: inputs.amiType,
                capacityType: inputs.capacityType,
                diskSize: inputs.diskSize,
                instanceTypes: inputs.instanceTypes,
                launchTemplate: inputs.launchTemplate,
                labels: inputs.labels,
                taints: inputs.taints,
                updateConfig: inputs.updateConfig,
                version: inputs.version,
                releaseVersion: inputs.releaseVersion,
                tags,
            }),
        );
        return `${inputs.clusterName}:${inputs.nodeGroupName}`;
    },
    ready: (aws, id) => settled(aws, { target: "ACTIVE", pending: ["CREATING"] }, () => describe(aws, id)),
    async read(aws, id, { forceUpdateVersion }) {
        const group = await describe(aws, id);
        return (
            group && {
                clusterName: group.clusterName,
                nodeGroupName: group.nodegroupName,
                nodeGroupNamePrefix: "",
                nodeRoleArn: group.nodeRole,
                subnetIds: group.subnets ?? [],
                scalingConfig: group.scalingConfig,
                amiType: group.amiType,
                capacityType: group.capacityType,
                diskSize: group.diskSize,
                instanceTypes: group.instanceTypes ?? [],
                launchTemplate: group.launchTemplate,
                labels: group.labels ?? {},
                taints: group.taints ?? [],
                updateConfig: group.updateConfig,
                version: group.version,
                releaseVersion: group.releaseVersion,
                forceUpdateVersion,
                arn: group.nodegroupArn,
                resources: [
                    {
                        autoscalingGroups: (group.resources?.autoScalingGroups ?? []).map(({ name }) => ({ name })),
                        remoteAccessSecurityGroupId: group.resources?.remoteAccessSecurityGroup ?? "",
                    },
                ],
                status: group.status,
                region: aws.region,
                tags: group.tags ?? {},
            }
        );
    },
    async update(aws, id, inputs, changed, state) {
        const of = partsOf(id);
        const { clusterName: name, nodegroupName } = of;
        const has = (property: string) => [...changed].some(path => path.split(".")[0] === property);
        if (["launchTemplate", "releaseVersion", "version"].some(has)) {
            const { id: templateId, name: templateName, version } = inputs.launchTemplate ?? {};
            const command = new UpdateNodegroupVersionCommand({
                ...of,
                force: inputs.forceUpdateVersion,
                // Either its id or its name.
                launchTemplate: inputs.launchTemplate && {
                    version,
                    ...(templateId ? { id: templateId } : { name: templateName }),
                },
                releaseVersion: has("releaseVersion") ? inputs.releaseVersion : undefined,
                version: has("version") ? inputs.version : undefined,
            });
            await updated(aws, { name, nodegroupName }, await aws.eks.send(command));
        }
        if (["labels", "scalingConfig", "taints", "updateConfig"].some(has)) {
            const command = new UpdateNodegroupConfigCommand({
                ...of,
                labels: labelChanges(state.labels, inputs.labels),
                taints: taintChanges(state.taints, inputs.taints),
                scalingConfig: has("scalingConfig") ? inputs.scalingConfig : undefined,
                updateConfig: has("updateConfig") ? inputs.updateConfig : undefined,
            });
            await updated(aws, { name, nodegroupName }, await aws.eks.send(command));
        }
    },
    tag: (aws, _id, { arn }, put, remove) => tagOf(aws, arn, put, remove),
    async delete(aws, id) {
        await aws.eks.send(new DeleteNodegroupCommand(partsOf(id)));
        await settled(aws, { pending: ["ACTIVE", "DELETING"] }, () => describe(aws, id));
    },
};

function partsOf(id: string) {
    const [clusterName, nodegroupName] = twoParts(id, ":", "clusterName:nodeGroupName");
    return { clusterName, nodegroupName };
}

const describe = async ({ eks }: Aws, id: string): Promise<Nodegroup | undefined> =>
    (await found(eks.send(new DescribeNodegroupCommand(partsOf(id)))))?.nodegroup;
