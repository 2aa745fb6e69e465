import { RunInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeClusterCommand } from "@aws-sdk/client-eks";
import { GetInstanceProfileCommand } from "@aws-sdk/client-iam";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { Statement } from "../../../../components/aws/policy.ts";
import { launch, launched, type Scene, specified, tagsOf } from "./scene.ts";

/** Something that upstream's policies, or AWS's own for nodes, allow, though nobody needs it. */
export interface Allowed {
    title: string;
    role: "controllerRole" | "nodeRole";
    /** Why it is left open. */
    why: string;
    attempt(scene: Scene): Promise<unknown>;
    /** The action that is denied once the statement is there. */
    denied: string;
    /** The statement that closes it: one of `controller.policyStatements`, or of the nodes' boundary. */
    closing(scene: Pick<Scene, "own" | "other" | "region">): Statement;
}

const deny = (
    Action: string | string[],
    Resource: string | string[],
    Condition?: Statement["Condition"],
): Statement => ({
    Effect: "Deny",
    Action,
    Resource,
    ...(Condition && { Condition }),
});

/** What is allowed, and what it takes to close it. */
export const allowed: Allowed[] = [
    {
        title: "the controller launches into a subnet that its classes do not select",
        role: "controllerRole",
        why: "Classes may come from elsewhere than the stack, and select by other tags or ids.",
        attempt: scene =>
            scene.controller.ec2.send(
                new RunInstancesCommand({
                    ...launch(
                        { subnet: scene.strangeSubnet },
                        { TagSpecifications: specified(tagsOf(scene.own.cluster), ...launched) },
                    ),
                    DryRun: true,
                }),
            ),
        denied: "ec2:RunInstances",
        closing: ({ own }) =>
            deny(
                ["ec2:RunInstances", "ec2:CreateFleet"],
                ["arn:*:ec2:*:*:subnet/*", "arn:*:ec2:*:*:security-group/*"],
                {
                    StringNotEquals: { "aws:ResourceTag/karpenter.sh/discovery": own.cluster },
                },
            ),
    },
    {
        title: "the controller launches an instance that also says it is another cluster's",
        role: "controllerRole",
        why: "A condition on tags can ask for some; it can't forbid all others of a kind, for classes may set any.",
        attempt: scene =>
            scene.controller.ec2.send(
                new RunInstancesCommand({
                    ...launch(scene, {
                        TagSpecifications: specified(
                            {
                                ...tagsOf(scene.own.cluster),
                                [`kubernetes.io/cluster/${scene.other.cluster}`]: "owned",
                            },
                            ...launched,
                        ),
                    }),
                    DryRun: true,
                }),
            ),
        denied: "ec2:RunInstances",
        closing: ({ other }) =>
            deny(["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateTags"], "*", {
                Null: { [`aws:RequestTag/kubernetes.io/cluster/${other.cluster}`]: "false" },
            }),
    },
    {
        title: "the controller reads an instance profile of others",
        role: "controllerRole",
        why: "A class may name any instance profile, which the controller then reads.",
        attempt: ({ controller, other }) =>
            controller.iam.send(new GetInstanceProfileCommand({ InstanceProfileName: other.profile })),
        denied: "iam:GetInstanceProfile",
        closing: ({ own }) => ({
            Effect: "Deny",
            Action: "iam:GetInstanceProfile",
            NotResource: `arn:*:iam::*:instance-profile/karpenter/*/${own.cluster}/*`,
        }),
    },
    {
        title: "a node reads another cluster",
        role: "nodeRole",
        why: "It is in AmazonEKSWorkerNodePolicy, which nodes need.",
        attempt: ({ node, other }) => node.eks.send(new DescribeClusterCommand({ name: other.cluster })),
        denied: "eks:DescribeCluster",
        closing: ({ own }) => ({
            Effect: "Deny",
            Action: "eks:DescribeCluster",
            NotResource: `arn:*:eks:*:*:cluster/${own.cluster}`,
        }),
    },
    {
        title: "a node reads any parameter of the account",
        role: "nodeRole",
        why: "It is in AmazonSSMManagedInstanceCore, which Session Manager needs, for parameters of its own.",
        attempt: ({ node }) => node.ssm.send(new GetParameterCommand({ Name: "/team/secret" })),
        denied: "ssm:GetParameter",
        closing: () => deny(["ssm:GetParameter", "ssm:GetParameters"], "*"),
    },
];
