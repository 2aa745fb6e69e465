import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { type EventName, eventPattern, events, type InterruptionEvent } from "../aws/events.ts";
import type { PolicyDocument } from "../aws/policy.ts";
import type { Context } from "../context.ts";
import type { InterruptionArgs } from "./interruption-args.ts";

/** Arguments of `Interruption`. */
export interface InterruptionComponentArgs extends InterruptionArgs {
    context: Context;
}

/** The SQS queue that the controller reads, and the five EventBridge rules that send to it. Each cluster has its own queue. */
export class Interruption extends pulumi.ComponentResource {
    public readonly queueName: pulumi.Output<string>;
    public readonly queueArn: pulumi.Output<string>;

    constructor(
        name: string,
        { kmsKeyArn, context }: InterruptionComponentArgs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("eks-karpenter:index:Interruption", name, {}, opts);
        const { names, tags } = context;
        const parent = { parent: this };
        const encryption = kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn };
        const queue = new Queue(
            `${name}-queue`,
            // Five minutes, as upstream: older warnings are useless.
            { name: names.queue, messageRetentionSeconds: 300, ...encryption, tags },
            parent,
        );
        const entries = Object.entries(events) as [EventName, InterruptionEvent][];
        const rules = entries.map(([event, announced]) => {
            const suffix = event.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
            const rule = new EventRule(
                `${name}-${suffix}`,
                { name: names.rules[event], eventPattern: JSON.stringify(eventPattern(announced)), tags },
                parent,
            );
            new EventTarget(
                `${name}-${suffix}-target`,
                { rule: rule.name, targetId: "KarpenterInterruptionQueueTarget", arn: queue.arn },
                parent,
            );
            return rule;
        });
        const policy = pulumi
            .all([queue.arn, pulumi.all(rules.map(rule => rule.arn))])
            .apply(([queueArn, ruleArns]) => JSON.stringify(queuePolicy(queueArn, ruleArns)));
        new QueuePolicy(`${name}-queue-policy`, { queueUrl: queue.url, policy }, parent);
        this.queueName = queue.name;
        this.queueArn = queue.arn;
        this.registerOutputs({ queueName: this.queueName, queueArn: this.queueArn });
    }
}

/** The policy of the queue: only EventBridge can send to it, for the given rules, over TLS. */
export const queuePolicy = (queueArn: string, ruleArns: string[]): PolicyDocument => ({
    Version: "2012-10-17",
    Id: "EC2InterruptionPolicy",
    Statement: [
        {
            Sid: "AllowOurRules",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: queueArn,
            Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
        },
        {
            Sid: "DenyHTTP",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: queueArn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    ],
});
