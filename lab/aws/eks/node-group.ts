import { randomUUID } from "node:crypto";
import type { ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import { invalidParameter, invalidRequest } from "./errors.ts";
import type { EksCluster } from "./registry.ts";
import { versions } from "./versions.ts";

interface Issue {
    code: string;
    message: string;
    resourceIds: string[];
}

export interface Taint {
    key: string;
    value?: string;
    effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE";
}

/** A node group: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
export interface NodeGroupDocument {
    nodegroupName: string;
    nodegroupArn: string;
    clusterName: string;
    version: string;
    releaseVersion: string;
    createdAt: number;
    modifiedAt: number;
    status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING" | "CREATE_FAILED" | "DELETE_FAILED";
    capacityType: string;
    scalingConfig: { minSize: number; maxSize: number; desiredSize: number };
    instanceTypes?: string[];
    subnets: string[];
    amiType: string;
    nodeRole: string;
    labels: Record<string, string>;
    taints?: Taint[];
    resources: { autoScalingGroups: { name: string }[] };
    diskSize?: number;
    health: { issues: Issue[] };
    updateConfig: Record<string, unknown>;
    launchTemplate?: { name: string; version: string; id: string };
    tags: Record<string, string>;
}

/** A node group with its machines. */
export interface NodeGroup {
    document: NodeGroupDocument;
    tags: Record<string, string>;
    /** Instance ids, the oldest first. */
    instances: string[];
    /** Name of the instance profile that EKS creates for the node role. */
    profile: string;
    /** Number of launches so far, by which they are spread over the subnets. */
    launches: number;
    image: string;
    template: ResponseLaunchTemplateData;
}

/** A launch template's version. */
export interface Template {
    id: string;
    name: string;
    version: string;
    data: ResponseLaunchTemplateData;
}

/** An image for nodes with its release. */
export interface NodeImage {
    id: string;
    /** `1.36.0-20260903` */
    releaseVersion: string;
}

/** A node group in a `CreateNodegroup` request, with EKS's defaults. */
export function nodeGroupOf(
    parameters: Record<string, any>,
    cluster: EksCluster,
    nodegroupArn: string,
    { id, releaseVersion }: NodeImage,
    template?: Template,
): NodeGroup {
    const { nodegroupName, tags = {}, nodeRole, subnets, labels = {}, taints, diskSize } = parameters;
    const { minSize = 1, maxSize = 2, desiredSize = 2 } = parameters.scalingConfig ?? {};
    const unique = randomUUID();
    const now = Date.now() / 1000;
    const types = parameters.instanceTypes ?? (template?.data.InstanceType ? undefined : ["t3.medium"]);
    const document: NodeGroupDocument = {
        nodegroupName,
        nodegroupArn,
        clusterName: cluster.name,
        version: parameters.version ?? cluster.version,
        releaseVersion,
        createdAt: now,
        modifiedAt: now,
        status: "CREATING",
        capacityType: parameters.capacityType ?? "ON_DEMAND",
        scalingConfig: { minSize, maxSize, desiredSize },
        ...(types && { instanceTypes: types }),
        subnets,
        amiType: amiTypeOf(parameters, template),
        nodeRole,
        labels,
        ...(taints && { taints }),
        resources: { autoScalingGroups: [{ name: `eks-${nodegroupName}-${unique}` }] },
        ...(!template && { diskSize: diskSize ?? 20 }),
        health: { issues: [] },
        updateConfig: parameters.updateConfig ?? { maxUnavailable: 1 },
        ...(template && { launchTemplate: { name: template.name, version: template.version, id: template.id } }),
        tags,
    };
    return {
        document,
        tags,
        instances: [],
        launches: 0,
        profile: `eks-${unique}`,
        image: id,
        template: template?.data ?? {},
    };
}

export const amiTypeOf = ({ amiType }: Record<string, any>, template?: Template): string =>
    template?.data.ImageId ? "CUSTOM" : (amiType ?? "AL2023_x86_64_STANDARD");

/** Rejects settings that EKS rejects. */
export function checkNodeGroup(parameters: Record<string, any>, cluster: EksCluster, template?: Template): void {
    const { nodegroupName, scalingConfig: sizes, version = cluster.version, instanceTypes, diskSize } = parameters;
    if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(nodegroupName ?? ""))
        throw invalidParameter("The node group name should be a string of 1 to 63 letters, digits, - and _.");
    if (sizes) checkSizes(sizes);
    if (!versions.includes(version) || versions.indexOf(version) > versions.indexOf(cluster.version))
        throw invalidParameter(
            `Requested Nodegroup version ${version} is not supported by cluster version ${cluster.version}`,
        );
    if (template && diskSize) throw invalidRequest("Disk size must be specified within the launch template.");
    if (template?.data.InstanceType && instanceTypes)
        throw invalidRequest(
            "Instance types cannot be specified both in the launch template and in the node group's request.",
        );
    if (template?.data.IamInstanceProfile)
        throw invalidRequest("Launch template should not specify an instance profile. The noderole is used.");
}

export function checkSizes({ minSize, maxSize, desiredSize }: NodeGroupDocument["scalingConfig"]): void {
    if (maxSize < 1) throw invalidParameter("Maximum capacity should be greater than zero");
    if (minSize > desiredSize)
        throw invalidParameter(`Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
    if (desiredSize > maxSize)
        throw invalidParameter(`desired capacity ${desiredSize} can't be greater than max size ${maxSize}`);
}
