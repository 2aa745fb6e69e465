import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import { FargateProfile, NodeGroup } from "@pulumi/aws/eks/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../../components/resolve.ts";
import { SystemKind } from "../../config.ts";
import { isArm } from "../../instances/table.ts";
import type { NewCluster } from "./new-cluster.ts";
import { fargateRole, systemNodeRole } from "./roles.ts";

/** The compute that runs the controller and CoreDNS. */
export const createSystem = (cluster: NewCluster): pulumi.Resource =>
    cluster.create.system === SystemKind.Fargate ? createFargateProfile(cluster) : createNodeGroup(cluster);

/** @pulumi/eks would create a profile without tags, in subnets that it selects by looking up their routes. */
function createFargateProfile({ settings, create, account, systemSubnetIds, eks }: NewCluster): FargateProfile {
    const { role, attached } = fargateRole(settings, create, account);
    return new FargateProfile(
        "system",
        {
            clusterName: eks.eksCluster.name,
            podExecutionRoleArn: role.arn,
            subnetIds: systemSubnetIds,
            selectors: [
                { namespace: resolve(settings).controller.namespace },
                { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
                ...(create.addons?.["aws-ebs-csi-driver"]
                    ? [{ namespace: "kube-system", labels: { app: "ebs-csi-controller" } }]
                    : []),
            ],
            tags: settings.tags,
        },
        { dependsOn: [...attached, eks] },
    );
}

/** A small tainted node group for the controller and CoreDNS, which tolerate `CriticalAddonsOnly`. Nodes need the CNI that `eks` has. */
function createNodeGroup({ settings, create, account, systemSubnetIds, eks }: NewCluster): NodeGroup {
    const { systemInstanceType = "m5.large", systemNodes = 2 } = create;
    const { role, attached } = systemNodeRole(settings, account);
    const template = createLaunchTemplate({ settings, create });
    return new NodeGroup(
        "system",
        {
            clusterName: eks.eksCluster.name,
            version: eks.eksCluster.version,
            nodeRoleArn: role.arn,
            subnetIds: systemSubnetIds,
            instanceTypes: [systemInstanceType],
            amiType: isArm(systemInstanceType) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            scalingConfig: { minSize: systemNodes, maxSize: systemNodes + 1, desiredSize: systemNodes },
            updateConfig: { maxUnavailable: 1 },
            taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
            labels: { "eks-karpenter/system": "true" },
            tags: settings.tags,
        },
        { dependsOn: [...attached, eks] },
    );
}

/** The disks and metadata options of the system nodes: those that Karpenter's nodes have by default. */
function createLaunchTemplate({ settings, create }: Pick<NewCluster, "settings" | "create">): LaunchTemplate {
    const tags = { Name: `${settings.cluster.name}-system`, ...settings.tags };
    return new LaunchTemplate("system", {
        blockDeviceMappings: [
            {
                deviceName: "/dev/xvda",
                ebs: {
                    volumeType: "gp3",
                    volumeSize: create.systemDiskSize ?? 20,
                    encrypted: "true",
                    kmsKeyId: create.systemDiskKeyArn,
                    deleteOnTermination: "true",
                },
            },
        ],
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        tagSpecifications: ["instance", "volume", "network-interface"].map(resourceType => ({ resourceType, tags })),
        updateDefaultVersion: true,
        tags: settings.tags,
    });
}
