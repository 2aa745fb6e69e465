import { randomUUID } from "node:crypto";
import {
    EventBridgeClient,
    ListRulesCommand,
    ListTargetsByRuleCommand,
    type Rule,
    type Target,
} from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { allows, type PolicyDocument } from "../iam/policy.ts";
import { motoClient } from "../moto-client.ts";
import { accountId } from "../partition.ts";
import { type Event, fits } from "./pattern.ts";

/** Outcome of an event at one target of a matching rule. */
export interface Delivery {
    rule: string;
    target: string;
    /** Reason why it was not delivered. */
    refused?: string;
}

/**
 * Emits an event of AWS itself on the default bus, which PutEvents does not allow. It reaches the queues of all
 * matching rules if the queue's policy allows EventBridge to send for that rule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
export async function emit(
    endpoint: string,
    region: string,
    event: Partial<Event> & Pick<Event, "source">,
): Promise<Delivery[]> {
    const events = new EventBridgeClient(motoClient(endpoint, region));
    const whole = {
        version: "0",
        id: randomUUID(),
        account: accountId,
        time: new Date().toISOString().replace(/\.\d+/, ""),
        region,
        resources: [],
        detail: {},
        ...event,
    };
    const deliveries: Delivery[] = [];
    for (const rule of (await events.send(new ListRulesCommand({}))).Rules ?? []) {
        if (rule.State !== "ENABLED" || !rule.EventPattern || !fits(JSON.parse(rule.EventPattern), whole)) continue;
        const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule.Name }));
        for (const target of Targets) deliveries.push(await deliver(endpoint, region, rule, target, whole));
    }
    return deliveries;
}

async function deliver(endpoint: string, region: string, rule: Rule, target: Target, event: object): Promise<Delivery> {
    const delivery = { rule: rule.Name!, target: target.Arn! };
    if (!/:sqs:/.test(target.Arn!)) return { ...delivery, refused: "the lab delivers to SQS only" };
    if (target.Input || target.InputPath || target.InputTransformer)
        return { ...delivery, refused: "the lab delivers unmodified events only" };
    const sqs = new SQSClient(motoClient(endpoint, region));
    let QueueUrl: string | undefined;
    try {
        ({ QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: target.Arn!.split(":").at(-1) })));
    } catch (error) {
        return { ...delivery, refused: (error as Error).message };
    }
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }));
    const policy: PolicyDocument = Attributes?.Policy ? JSON.parse(Attributes.Policy) : { Statement: [] };
    const allowed = allows(policy, {
        principal: { Service: "events.amazonaws.com" },
        action: "sqs:SendMessage",
        resource: target.Arn!,
        context: { "aws:SourceArn": rule.Arn, "aws:SourceAccount": accountId, "aws:SecureTransport": "true" },
    });
    if (!allowed)
        return { ...delivery, refused: "the queue's policy does not allow events.amazonaws.com to send for this rule" };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
    return delivery;
}
