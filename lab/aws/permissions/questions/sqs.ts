import { GetQueueAttributesCommand, type QueueAttributeName } from "@aws-sdk/client-sqs";
import { accountId, arnOf, globalArn } from "../../partition.ts";
import type { Account } from "../account.ts";
import type { Question, QuestionsFor } from "../question.ts";

/** Actions that use an encrypted queue's key. */
const keyActions: Record<string, string> = { ReceiveMessage: "kms:Decrypt", SendMessage: "kms:GenerateDataKey" };

/** The queue's policy is evaluated too. Batches require the permission of the single action. */
export const sqsQuestions: QuestionsFor = async ({ action, region, parameters }, account) => {
    const name = parameters.QueueName ?? parameters.QueueUrl?.split("/").at(-1);
    if (!name) return action === "ListQueues" ? [{ action: "sqs:ListQueues", resource: "*", context: {} }] : undefined;
    const resource = arnOf(region, "sqs", name);
    const attributes = await attributesOf(account, region, name);
    const one = action.replace(/Batch$/, "");
    return [
        {
            action: `sqs:${one}`,
            resource,
            context: {},
            ...(attributes.Policy && { resourcePolicy: JSON.parse(attributes.Policy) }),
        },
        ...keyQuestions(one, region, resource, attributes.KmsMasterKeyId),
    ];
};

type Attributes = Partial<Record<QueueAttributeName, string>>;

/** Attributes of a queue; undefined if it does not exist, which SQS itself reports to an authorized caller. */
const attributesOf = (account: Account, region: string, name: string): Promise<Attributes> =>
    account
        .sqs(region)
        .send(
            new GetQueueAttributesCommand({
                QueueUrl: `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
                AttributeNames: ["Policy", "KmsMasterKeyId"],
            }),
        )
        .then(
            ({ Attributes = {} }) => Attributes,
            () => ({}),
        );

/**
 * SQS uses a customer managed key as the caller. The key is assumed to have KMS's default policy, which leaves access
 * to IAM.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function keyQuestions(one: string, region: string, queueArn: string, key: string | undefined): Question[] {
    const action = keyActions[one];
    if (!action || !key?.startsWith("arn:")) return [];
    const root = { AWS: globalArn(region, "iam", "root") };
    const toIam = { Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" };
    const context = {
        "aws:ViaAWSService": "true",
        "kms:ViaService": `sqs.${region}.amazonaws.com`,
        "kms:EncryptionContext:aws:sqs:arn": queueArn,
    };
    return [{ action, resource: key, context, resourcePolicy: { Version: "2012-10-17", Statement: [toIam] } }];
}
