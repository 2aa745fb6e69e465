import {
    DescribeLaunchTemplateVersionsCommand,
    EC2Client,
    RunInstancesCommand,
    type TagSpecification,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    DeleteInstanceProfileCommand,
    IAMClient,
    RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { motoClient } from "../moto-client.ts";
import { invalidParameter, invalidRequest } from "./errors.ts";
import type { NodeGroup, NodeImage, Template } from "./node-group.ts";
import type { EksParts } from "./parts.ts";
import type { EksCluster } from "./registry.ts";
import { nodeUserData } from "./user-data.ts";

/** Instances and instance profiles of node groups. */
export class Machines {
    private readonly eks: EksParts;

    constructor(eks: EksParts) {
        this.eks = eks;
    }

    /** The version of a launch template in a request. */
    async template(region: string, launchTemplate?: Record<string, any>): Promise<Template | undefined> {
        if (!launchTemplate) return undefined;
        const { id, name, version = "$Default" } = launchTemplate;
        const { LaunchTemplateVersions } = await this.ec2(region)
            .send(
                new DescribeLaunchTemplateVersionsCommand({
                    LaunchTemplateId: id,
                    LaunchTemplateName: id ? undefined : name,
                    Versions: [version],
                }),
            )
            .catch(error => {
                throw invalidParameter(`Launch template details can't be retrieved: ${error.message}`);
            });
        const found = LaunchTemplateVersions?.[0];
        if (!found) throw invalidParameter(`You must specify a valid version of the launch template, not ${version}.`);
        return {
            id: found.LaunchTemplateId!,
            name: found.LaunchTemplateName!,
            version: String(found.VersionNumber),
            data: found.LaunchTemplateData ?? {},
        };
    }

    /** The recommended image of Amazon Linux 2023 for an AMI type, or the launch template's own image. */
    image(region: string, amiType: string, version: string, template?: Template): NodeImage {
        const own = template?.data.ImageId;
        if (own) return { id: own, releaseVersion: own };
        const [, architecture, variant] = /^AL2023_(x86_64|ARM_64)_(STANDARD|NVIDIA|NEURON)$/.exec(amiType) ?? [];
        const folder =
            architecture && `${architecture === "ARM_64" ? "arm64" : architecture}/${variant!.toLowerCase()}`;
        const parameter = `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${folder}/recommended/image_id`;
        const image = folder && this.eks.recommendedImage(region, parameter);
        if (!image) throw invalidRequest(`the lab has no image of amiType ${amiType} for Kubernetes ${version}`);
        return { id: image.id, releaseVersion: `${version}.0-${image.name.split("-v").at(-1)}` };
    }

    async createProfile({ profile, document }: NodeGroup): Promise<void> {
        const iam = this.iam(document.nodegroupArn);
        await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: profile }));
        const RoleName = document.nodeRole.split("/").at(-1);
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: profile, RoleName }));
    }

    async deleteProfile({ profile, document }: NodeGroup): Promise<void> {
        const iam = this.iam(document.nodegroupArn);
        const RoleName = document.nodeRole.split("/").at(-1);
        await iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: profile, RoleName }));
        await iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: profile }));
    }

    /** Launches an instance in the next of the group's subnets, and returns its id. */
    async launch(cluster: EksCluster, group: NodeGroup): Promise<string> {
        const { document, template, image, profile } = group;
        const { InstanceType, SecurityGroupIds, NetworkInterfaces, MetadataOptions, BlockDeviceMappings } = template;
        const groups = SecurityGroupIds?.length ? SecurityGroupIds : NetworkInterfaces?.[0]?.Groups;
        const userData = template.ImageId ? template.UserData : encoded(userDataOf(cluster, group));
        const { Instances } = await this.ec2(cluster.region).send(
            new RunInstancesCommand({
                MinCount: 1,
                MaxCount: 1,
                ImageId: image,
                InstanceType: (document.instanceTypes?.[0] ?? InstanceType) as any,
                SubnetId: document.subnets[group.launches++ % document.subnets.length],
                SecurityGroupIds: groups?.length ? groups : [cluster.securityGroupId],
                IamInstanceProfile: { Name: profile },
                UserData: userData,
                MetadataOptions: MetadataOptions as any,
                BlockDeviceMappings: (BlockDeviceMappings ?? defaultDisk(document.diskSize)).map(
                    ({ DeviceName, Ebs }) => ({ DeviceName, Ebs: { DeleteOnTermination: true, ...Ebs } as any }),
                ),
                TagSpecifications: tagSpecifications(group),
                ...(document.capacityType === "SPOT" && { InstanceMarketOptions: { MarketType: "spot" } }),
            }),
        );
        const id = Instances![0]!.InstanceId!;
        group.instances.push(id);
        this.eks.instancesChanged(cluster.region);
        return id;
    }

    async terminate({ region }: EksCluster, group: NodeGroup, ids: string[]): Promise<void> {
        if (ids.length === 0) return;
        await this.ec2(region).send(new TerminateInstancesCommand({ InstanceIds: ids }));
        group.instances = group.instances.filter(id => !ids.includes(id));
        this.eks.instancesChanged(region);
    }

    private ec2(region: string): EC2Client {
        return new EC2Client(motoClient(this.eks.endpoint, region));
    }

    private iam(arn: string): IAMClient {
        return new IAMClient(motoClient(this.eks.endpoint, arn.split(":")[3]!));
    }
}

const encoded = (text: string): string => Buffer.from(text).toString("base64");

const effects = { NO_SCHEDULE: "NoSchedule", NO_EXECUTE: "NoExecute", PREFER_NO_SCHEDULE: "PreferNoSchedule" };

const userDataOf = (cluster: EksCluster, { document, image }: NodeGroup): string =>
    nodeUserData({
        cluster,
        labels: {
            "eks.amazonaws.com/nodegroup": document.nodegroupName,
            "eks.amazonaws.com/nodegroup-image": image,
            "eks.amazonaws.com/capacityType": document.capacityType,
            ...(document.launchTemplate && {
                "eks.amazonaws.com/sourceLaunchTemplateId": document.launchTemplate.id,
                "eks.amazonaws.com/sourceLaunchTemplateVersion": document.launchTemplate.version,
            }),
            ...document.labels,
        },
        taints: document.taints?.map(({ key, value, effect }) => ({
            key,
            ...(value && { value }),
            effect: effects[effect],
        })),
    });

const defaultDisk = (size = 20) => [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: size, VolumeType: "gp3" } }];

/** The launch template's tags, and EKS's own on instances. */
function tagSpecifications({ document, template }: NodeGroup): TagSpecification[] {
    const { clusterName, nodegroupName } = document;
    const own = {
        "eks:cluster-name": clusterName,
        "eks:nodegroup-name": nodegroupName,
        [`kubernetes.io/cluster/${clusterName}`]: "owned",
    };
    const specified = new Map(
        (template.TagSpecifications ?? []).map(({ ResourceType, Tags = [] }) => [ResourceType, Tags] as const),
    );
    specified.set("instance", [
        ...(specified.get("instance") ?? []),
        ...Object.entries(own).map(([Key, Value]) => ({ Key, Value })),
    ]);
    return [...specified].map(([ResourceType, Tags]) => ({ ResourceType, Tags }));
}
