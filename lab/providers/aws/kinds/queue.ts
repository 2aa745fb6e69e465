import {
    CreateQueueCommand,
    DeleteQueueCommand,
    GetQueueAttributesCommand,
    ListQueueTagsCommand,
    SetQueueAttributesCommand,
    TagQueueCommand,
    UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import type { Properties } from "../../plugin.ts";
import { type Aws, found } from "../aws.ts";
import { type Kind, name, tags } from "../kind.ts";

export const queue: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sqs/queue.go",
    inputs: {
        name,
        delaySeconds: { type: "number", default: 0 },
        kmsDataKeyReusePeriodSeconds: { type: "number", computed: true },
        kmsMasterKeyId: { type: "string" },
        maxMessageSize: { type: "number", default: 262_144 },
        messageRetentionSeconds: { type: "number", default: 345_600 },
        receiveWaitTimeSeconds: { type: "number", default: 0 },
        sqsManagedSseEnabled: { type: "boolean", computed: true },
        visibilityTimeoutSeconds: { type: "number", default: 30 },
        tags,
    },
    outputs: ["arn", "url", "policy", "namePrefix", "fifoQueue", "region"],
    async create({ sqs }, inputs, tags) {
        const Attributes = Object.fromEntries(
            Object.entries(attributes)
                .filter(([input]) => inputs[input] !== undefined)
                .map(([input, attribute]) => [attribute, String(inputs[input])]),
        );
        const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: inputs.name, Attributes, tags }));
        return QueueUrl!;
    },
    async read(aws, QueueUrl) {
        const found = await attributesOf(aws, QueueUrl);
        if (!found) return undefined;
        const { Tags } = await aws.sqs.send(new ListQueueTagsCommand({ QueueUrl }));
        const value = (input: string): string | undefined => found[attributes[input]!];
        const number = (input: string, missing?: number) => Number(value(input) ?? missing);
        return {
            name: QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1),
            namePrefix: "",
            delaySeconds: number("delaySeconds", 0),
            kmsDataKeyReusePeriodSeconds: number("kmsDataKeyReusePeriodSeconds", 300),
            kmsMasterKeyId: value("kmsMasterKeyId"),
            maxMessageSize: number("maxMessageSize"),
            messageRetentionSeconds: number("messageRetentionSeconds"),
            receiveWaitTimeSeconds: number("receiveWaitTimeSeconds", 0),
            sqsManagedSseEnabled: value("sqsManagedSseEnabled") === "true",
            visibilityTimeoutSeconds: number("visibilityTimeoutSeconds"),
            arn: found.QueueArn,
            url: QueueUrl,
            policy: found.Policy ?? "",
            fifoQueue: false,
            region: aws.region,
            tags: Tags ?? {},
        };
    },
    update: (aws, QueueUrl, inputs, changed) =>
        setAttributes(
            aws,
            QueueUrl,
            Object.fromEntries(
                [...changed]
                    .filter(input => input in attributes)
                    .map(input => [attributes[input]!, String(inputs[input] ?? "")]),
            ),
        ),
    async tag({ sqs }, QueueUrl, _state, put, remove) {
        if (remove.length) await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: remove }));
        if (Object.keys(put).length) await sqs.send(new TagQueueCommand({ QueueUrl, Tags: put }));
    },
    delete: ({ sqs }, QueueUrl) => sqs.send(new DeleteQueueCommand({ QueueUrl })),
};

/** Attribute names by input. */
const attributes: Record<string, string> = {
    delaySeconds: "DelaySeconds",
    kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
    kmsMasterKeyId: "KmsMasterKeyId",
    maxMessageSize: "MaximumMessageSize",
    messageRetentionSeconds: "MessageRetentionPeriod",
    receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
    sqsManagedSseEnabled: "SqsManagedSseEnabled",
    visibilityTimeoutSeconds: "VisibilityTimeout",
};

/** A queue's policy. */
export const queuePolicy: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sqs/queue_policy.go",
    inputs: {
        queueUrl: { type: "string", required: true, replaces: true },
        policy: { type: "policy", required: true },
    },
    outputs: ["region"],
    async create(aws, inputs) {
        await putPolicy(aws, inputs);
        return inputs.queueUrl;
    },
    async read(aws, queueUrl) {
        const policy = (await attributesOf(aws, queueUrl))?.Policy;
        return policy ? { queueUrl, policy, region: aws.region } : undefined;
    },
    update: (aws, _id, inputs) => putPolicy(aws, inputs),
    delete: (aws, queueUrl) => setAttributes(aws, queueUrl, { Policy: "" }),
};

const putPolicy = (aws: Aws, { queueUrl, policy }: Properties) => setAttributes(aws, queueUrl, { Policy: policy });

async function setAttributes({ sqs }: Aws, QueueUrl: string, Attributes: Record<string, string>): Promise<void> {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

const attributesOf = async ({ sqs }: Aws, QueueUrl: string): Promise<Record<string, string> | undefined> =>
    (await found(sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))))?.Attributes;
