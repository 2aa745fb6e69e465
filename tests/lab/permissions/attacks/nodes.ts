import {
    CreateFleetCommand,
    CreateTagsCommand,
    DeleteLaunchTemplateCommand,
    RunInstancesCommand,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateAccessEntryCommand } from "@aws-sdk/client-eks";
import { AddRoleToInstanceProfileCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { globalArn } from "../../../../lab/aws/partition.ts";
import { type Attack, attack } from "./attack.ts";
import { launch, launched, list, specified, tagsOf } from "./scene.ts";

/** A node's keys, which any pod may get that reaches the metadata service. */
export const byNodes: Attack[] = [
    attack("ec2:TerminateInstances", "ends an instance of its cluster", ({ node, own }) =>
        node.ec2.send(new TerminateInstancesCommand({ InstanceIds: [own.instance] })),
    ),
    attack("ec2:RunInstances", "runs an instance with its cluster's tags", scene =>
        scene.node.ec2.send(
            new RunInstancesCommand(
                launch(scene, { TagSpecifications: specified(tagsOf(scene.own.cluster), ...launched) }),
            ),
        ),
    ),
    attack("ec2:CreateFleet", "makes a fleet from its cluster's launch template", ({ node, own }) =>
        node.ec2.send(
            new CreateFleetCommand({
                Type: "instant",
                TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: "on-demand" },
                LaunchTemplateConfigs: [
                    { LaunchTemplateSpecification: { LaunchTemplateName: own.template, Version: "$Latest" } },
                ],
            }),
        ),
    ),
    attack("ec2:CreateTags", "gives its instance to another cluster", ({ node, own, other }) =>
        node.ec2.send(new CreateTagsCommand({ Resources: [own.instance], Tags: list(tagsOf(other.cluster)) })),
    ),
    attack("ec2:DeleteLaunchTemplate", "deletes its cluster's launch template", ({ node, own }) =>
        node.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName: own.template })),
    ),
    attack(
        "iam:AddRoleToInstanceProfile",
        "puts another role into its instance profile",
        ({ node, own, foreignRole }) =>
            node.iam.send(
                new AddRoleToInstanceProfileCommand({ InstanceProfileName: own.profile, RoleName: foreignRole }),
            ),
    ),
    attack("iam:PutRolePolicy", "writes another policy into its role", ({ node, nodeRole }) =>
        node.iam.send(new PutRolePolicyCommand({ RoleName: nodeRole, PolicyName: "all", PolicyDocument: "{}" })),
    ),
    attack("sqs:ReceiveMessage", "reads the interruption queue", ({ node, own }) =>
        node.sqs.send(new ReceiveMessageCommand({ QueueUrl: own.queueUrl })),
    ),
    attack("sqs:SendMessage", "feigns an interruption", ({ node, own }) =>
        node.sqs.send(new SendMessageCommand({ QueueUrl: own.queueUrl, MessageBody: "{}" })),
    ),
    attack(
        "eks:CreateAccessEntry",
        "lets itself into its cluster as an administrator",
        ({ node, own, region, nodeRole }) =>
            node.eks.send(
                new CreateAccessEntryCommand({
                    clusterName: own.cluster,
                    principalArn: globalArn(region, "iam", `role/${nodeRole}`),
                    kubernetesGroups: ["system:masters"],
                }),
            ),
    ),
    attack("sts:AssumeRole", "assumes the controller's role", ({ node, region, controllerRole }) =>
        node.sts.send(
            new AssumeRoleCommand({
                RoleArn: globalArn(region, "iam", `role/${controllerRole}`),
                RoleSessionName: "attack",
            }),
        ),
    ),
];
