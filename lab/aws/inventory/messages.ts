import {
    type EventBridgeClient,
    ListRulesCommand,
    ListTagsForResourceCommand,
    ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import {
    GetQueueAttributesCommand,
    ListQueuesCommand,
    ListQueueTagsCommand,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { byName, document, type Inventory, tags } from "./listing.ts";

/** SQS queues. */
export async function queues(client: SQSClient): Promise<Inventory> {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }));
    return {
        queues: await byName(
            QueueUrls,
            url => new URL(url).pathname.split("/").at(-1),
            async QueueUrl => {
                const { Attributes } = await client.send(
                    new GetQueueAttributesCommand({
                        QueueUrl,
                        AttributeNames: ["Policy", "MessageRetentionPeriod", "SqsManagedSseEnabled", "KmsMasterKeyId"],
                    }),
                );
                const { Tags = {} } = await client.send(new ListQueueTagsCommand({ QueueUrl }));
                return { ...Attributes, Policy: document(Attributes?.Policy), tags: Tags };
            },
        ),
    };
}

/** EventBridge rules with their targets. */
export async function rules(client: EventBridgeClient): Promise<Inventory> {
    const { Rules = [] } = await client.send(new ListRulesCommand({}));
    return {
        rules: await byName(
            Rules,
            ({ Name }) => Name,
            async ({ Name, Arn, EventPattern, State }) => {
                const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: Name }));
                const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: Arn }));
                return {
                    pattern: document(EventPattern),
                    state: State,
                    targets: Targets.map(target => target.Arn).sort(),
                    tags: tags(Tags),
                };
            },
        ),
    };
}
