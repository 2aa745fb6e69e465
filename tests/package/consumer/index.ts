import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Joining, Karpenter, type KarpenterArgs } from "eks-karpenter";

const role = new aws.iam.Role("cluster", { assumeRolePolicy: "{}" });
const cluster = new aws.eks.Cluster("cluster", {
    name: "own",
    roleArn: role.arn,
    vpcConfig: { subnetIds: ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"] },
});
const args: KarpenterArgs = {
    cluster: {
        name: "own",
        version: cluster.version,
        endpoint: cluster.endpoint,
        oidcIssuer: cluster.identities[0].oidcs[0].issuer,
        kubeconfig: cluster.endpoint.apply(server => JSON.stringify({ apiVersion: "v1", kind: "Config", server })),
    },
    discovery: { subnets: { a: "subnet-0a1b2c3d4e5f60001" } },
    nodeRole: { joining: Joining.AwsAuth },
    spot: { serviceLinkedRole: true },
    nodeClasses: { default: { spec: { amiSelectorTerms: [{ alias: "al2023@v20250915" }] } } },
    nodePools: { default: { spec: { limits: { cpu: 100 } } } },
};
const karpenter = new Karpenter("karpenter", args, { dependsOn: cluster });

export const controllerRoleArn: pulumi.Output<string> = karpenter.controllerRoleArn;
