import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import {
    CreateAccessEntryCommand,
    CreatePodIdentityAssociationCommand,
    DescribeClusterCommand,
    ListClustersCommand,
} from "@aws-sdk/client-eks";
import {
    DeleteMessageCommand,
    DeleteQueueCommand,
    GetQueueUrlCommand,
    PurgeQueueCommand,
    ReceiveMessageCommand,
    SendMessageCommand,
    SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { GetParameterCommand, GetParametersCommand } from "@aws-sdk/client-ssm";
import { globalArn } from "../../../../lab/aws/partition.ts";
import { type Attack, attack } from "./attack.ts";

/** The controller's keys, on clusters, queues, parameters and what is elsewhere. */
export const onTheRest: Attack[] = [
    attack("eks:DescribeCluster", "reads another cluster", ({ controller, other }) =>
        controller.eks.send(new DescribeClusterCommand({ name: other.cluster })),
    ),
    attack("eks:ListClusters", "lists the account's clusters", ({ controller }) =>
        controller.eks.send(new ListClustersCommand({})),
    ),
    attack("eks:CreateAccessEntry", "lets itself into its cluster by an access entry", scene =>
        scene.controller.eks.send(
            new CreateAccessEntryCommand({
                clusterName: scene.own.cluster,
                principalArn: globalArn(scene.region, "iam", `role/${scene.controllerRole}`),
                kubernetesGroups: ["system:masters"],
            }),
        ),
    ),
    attack("eks:CreatePodIdentityAssociation", "passes its nodes' role to pods of its cluster", scene =>
        scene.controller.eks.send(
            new CreatePodIdentityAssociationCommand({
                clusterName: scene.own.cluster,
                namespace: "default",
                serviceAccount: "default",
                roleArn: globalArn(scene.region, "iam", `role/${scene.nodeRole}`),
            }),
        ),
    ),
    attack("sqs:GetQueueUrl", "looks for another queue", ({ controller, own }) =>
        controller.sqs.send(new GetQueueUrlCommand({ QueueName: `${own.cluster}-of-others` })),
    ),
    attack("sqs:ReceiveMessage", "reads another queue", ({ controller, other }) =>
        controller.sqs.send(new ReceiveMessageCommand({ QueueUrl: other.queueUrl })),
    ),
    attack("sqs:DeleteMessage", "drains another queue", ({ controller, other }) =>
        controller.sqs.send(new DeleteMessageCommand({ QueueUrl: other.queueUrl, ReceiptHandle: "any" })),
    ),
    attack("sqs:PurgeQueue", "empties its queue", ({ controller, own }) =>
        controller.sqs.send(new PurgeQueueCommand({ QueueUrl: own.queueUrl })),
    ),
    attack("sqs:SendMessage", "writes into its queue", ({ controller, own }) =>
        controller.sqs.send(new SendMessageCommand({ QueueUrl: own.queueUrl, MessageBody: "{}" })),
    ),
    attack("sqs:SetQueueAttributes", "opens its queue to everybody", ({ controller, own }) =>
        controller.sqs.send(new SetQueueAttributesCommand({ QueueUrl: own.queueUrl, Attributes: { Policy: "" } })),
    ),
    attack("sqs:DeleteQueue", "deletes its queue", ({ controller, own }) =>
        controller.sqs.send(new DeleteQueueCommand({ QueueUrl: own.queueUrl })),
    ),
    attack("sqs:ReceiveMessage", "reads its queue over plain HTTP", async ({ controller, own }) => {
        const command = new ReceiveMessageCommand({ QueueUrl: own.queueUrl });
        command.middlewareStack.add(
            next => args => {
                Object.assign((args.request as { headers: object }).headers, { "x-forwarded-proto": "http" });
                return next(args);
            },
            { step: "build" },
        );
        await controller.sqs.send(command);
    }),
    attack("ssm:GetParameter", "reads a parameter of the account's", ({ controller }) =>
        controller.ssm.send(new GetParameterCommand({ Name: "/team/secret", WithDecryption: true })),
    ),
    attack("ssm:GetParameters", "reads several parameters at once", ({ controller }) =>
        controller.ssm.send(new GetParametersCommand({ Names: ["/team/secret"] })),
    ),
    attack("ec2:DescribeInstances", "looks at another region", ({ elsewhere }) =>
        elsewhere.ec2.send(new DescribeInstancesCommand({})),
    ),
];
