import { Karpenter, type KarpenterArgs } from "../../components/index.ts";
import { deploy } from "../deploy.ts";

export const pinned = { amiSelectorTerms: [{ alias: "al2023@v20260101" }] };
export const base: KarpenterArgs = {
    cluster: {
        name: "dev",
        oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    },
    discovery: { subnets: { a: "subnet-1", b: "subnet-2" }, securityGroups: { nodes: "sg-1" } },
    nodeClasses: { default: { spec: pinned } },
    nodePools: { default: {} },
};
export const install = (args: Partial<KarpenterArgs> = {}, region?: string) =>
    deploy(() => void new Karpenter("karpenter", { ...base, ...args }), { region });
export const policyOf = (resource: { inputs: Record<string, any> }) => JSON.parse(resource.inputs.policy);

const controller = "eks-karpenter:index:ControllerIdentity";
const parts = ["node-lifecycle", "iam-integration", "eks-integration", "interruption", "resource-discovery"];
const rules = [
    "capacity-reservation-interruption",
    "instance-state-change",
    "rebalance",
    "scheduled-change",
    "spot-interruption",
];
export const everything = [
    "aws:ec2/tag:Tag karpenter-discovery-security-group-nodes",
    "aws:ec2/tag:Tag karpenter-discovery-subnet-a",
    "aws:ec2/tag:Tag karpenter-discovery-subnet-b",
    "aws:eks/accessEntry:AccessEntry karpenter-node-role-access-entry",
    "aws:iam/role:Role karpenter-controller-role",
    "aws:iam/role:Role karpenter-node-role",
    "aws:sqs/queue:Queue karpenter-interruption-queue",
    "aws:sqs/queuePolicy:QueuePolicy karpenter-interruption-queue-policy",
    `${controller} karpenter-controller`,
    "eks-karpenter:index:Discovery karpenter-discovery",
    "eks-karpenter:index:Installation karpenter-install",
    "eks-karpenter:index:Interruption karpenter-interruption",
    "eks-karpenter:index:Karpenter karpenter",
    "eks-karpenter:index:NodeRole karpenter-node-role",
    "kubernetes:core/v1:Namespace karpenter-install-namespace",
    "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema karpenter-install-karpenter-leader-election",
    "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema karpenter-install-karpenter-workload",
    "kubernetes:helm.sh/v3:Release karpenter-install-karpenter",
    "kubernetes:helm.sh/v3:Release karpenter-install-karpenter-crd",
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass karpenter-node-class-default",
    "kubernetes:karpenter.sh/v1:NodePool karpenter-node-pool-default",
    ...parts.map(part => `aws:iam/policy:Policy karpenter-controller-policy-${part}`),
    ...[
        ...parts.map(part => `controller-policy-${part}`),
        ...["cni", "registry", "ssm", "worker-node"].map(policy => `node-role-${policy}`),
    ].map(name => `aws:iam/rolePolicyAttachment:RolePolicyAttachment karpenter-${name}`),
    ...rules.flatMap(rule => [
        `aws:cloudwatch/eventRule:EventRule karpenter-interruption-${rule}`,
        `aws:cloudwatch/eventTarget:EventTarget karpenter-interruption-${rule}-target`,
    ]),
].sort();
export const without = (pattern: RegExp) => everything.filter(entry => !pattern.test(entry));
