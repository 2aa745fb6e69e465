import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Karpenter } from "eks-karpenter";

// Plain values: they decide which resources there are and what these are called, so Pulumi has to know them before it deploys anything.
const name = "prod";
const subnetIds = new pulumi.Config().requireObject<string[]>("subnetIds");

const cluster = new eks.Cluster(name, {
    name,
    version: "1.35",
    subnetIds,
    authenticationMode: eks.AuthenticationMode.Api,
    createOidcProvider: true,
    skipDefaultNodeGroup: true,
    skipDefaultSecurityGroups: true,
});

// Two nodes for the controller and CoreDNS, which both tolerate the taint. The controller must not run on nodes of its own.
const systemRole = new aws.iam.Role("system", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
const { AmazonEKSWorkerNodePolicy, AmazonEKS_CNI_Policy, AmazonEC2ContainerRegistryReadOnly } = aws.iam.ManagedPolicy;
const systemPolicies = Object.entries({
    worker: AmazonEKSWorkerNodePolicy,
    cni: AmazonEKS_CNI_Policy,
    registry: AmazonEC2ContainerRegistryReadOnly,
}).map(([key, policyArn]) => new aws.iam.RolePolicyAttachment(`system-${key}`, { role: systemRole.name, policyArn }));
const systemNodes = new aws.eks.NodeGroup(
    "system",
    {
        clusterName: cluster.eksCluster.name,
        nodeRoleArn: systemRole.arn,
        subnetIds,
        instanceTypes: ["m7i.large"],
        scalingConfig: { minSize: 2, maxSize: 3, desiredSize: 2 },
        taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
    },
    { dependsOn: systemPolicies },
);

const provider = new kubernetes.Provider(name, { kubeconfig: cluster.kubeconfigJson });

const karpenter = new Karpenter(
    "karpenter",
    {
        cluster: {
            name,
            authenticationMode: "API",
            // Outputs: they are only values of properties.
            version: cluster.eksCluster.version,
            endpoint: cluster.eksCluster.endpoint,
            oidcIssuer: cluster.oidcIssuer,
            oidcProviderArn: cluster.oidcProviderArn,
        },
        discovery: {
            // The keys name the tags' resources and are plain. The ids may be outputs, as the security group's is.
            subnets: Object.fromEntries(subnetIds.map(id => [id, id])),
            securityGroups: { cluster: cluster.eksCluster.vpcConfig.clusterSecurityGroupId },
        },
        nodeClasses: { default: { spec: { amiSelectorTerms: [{ alias: "al2023@v20260903" }] } } },
        nodePools: { default: { spec: { template: { spec: { terminationGracePeriod: "24h" } } } } },
    },
    // The controller's nodes are created before it and deleted after it, so that it can drain Karpenter's nodes.
    { providers: { kubernetes: provider }, dependsOn: systemNodes },
);

export const { controllerRoleArn, nodeRoleName, queueName } = karpenter;
