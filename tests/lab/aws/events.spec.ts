import { deepEqual, equal } from "node:assert/strict";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Aws } from "../../../lab/aws/aws.ts";
import { arnOf } from "../../../lab/aws/partition.ts";
import { client, startTestAws } from "./aws.ts";

const region = "us-west-2";
const queueArn = arnOf(region, "sqs", "interruption");
const ruleArn = arnOf(region, "events", "rule/spot");
const interruption = {
    source: "aws.ec2",
    "detail-type": "EC2 Spot Instance Interruption Warning",
    detail: { "instance-id": "i-1", "instance-action": "terminate" },
};

describe("the lab's AWS: events of AWS itself", () => {
    let aws: Aws;
    let stop: () => Promise<void>;
    let sqs: SQSClient;
    let QueueUrl: string;
    before(async () => {
        ({ aws, stop } = await startTestAws());
        sqs = new SQSClient(client(aws, region));
        QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "interruption" }))).QueueUrl!;
        const events = new EventBridgeClient(client(aws, region));
        const { source, "detail-type": type } = interruption;
        const EventPattern = JSON.stringify({ source: [source], "detail-type": [type] });
        await events.send(new PutRuleCommand({ Name: "spot", EventPattern }));
        await events.send(new PutTargetsCommand({ Rule: "spot", Targets: [{ Id: "queue", Arn: queueArn }] }));
    });
    after(() => stop?.());

    const allow = (sourceArn: string, more: object[] = []) =>
        sqs.send(
            new SetQueueAttributesCommand({
                QueueUrl,
                Attributes: {
                    Policy: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [
                            {
                                Effect: "Allow",
                                Principal: { Service: ["events.amazonaws.com", "sqs.amazonaws.com"] },
                                Action: "sqs:SendMessage",
                                Resource: queueArn,
                                Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
                            },
                            ...more,
                        ],
                    }),
                },
            }),
        );
    const received = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? [];
    const refused = "the queue's policy does not allow events.amazonaws.com to send for this rule";

    it("do not reach a queue whose policy does not let the rule send", async () => {
        deepEqual(await aws.emit(region, interruption), [{ rule: "spot", target: queueArn, refused }]);
        await allow(`${ruleArn}-of-others`);
        deepEqual(await aws.emit(region, interruption), [{ rule: "spot", target: queueArn, refused }]);
        deepEqual(await received(), []);
    });

    it("reach a queue whose policy does, whole", async () => {
        const insecure = { Bool: { "aws:SecureTransport": "false" } };
        await allow(ruleArn, [
            { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queueArn, Condition: insecure },
        ]);
        deepEqual(await aws.emit(region, interruption), [{ rule: "spot", target: queueArn }]);
        const [message] = await received();
        const { id, time, ...event } = JSON.parse(message!.Body!);
        deepEqual(event, { version: "0", account: "123456789012", region, resources: [], ...interruption });
        equal(typeof id + typeof time, "stringstring");
    });

    it("go nowhere when no rule of the region is for them", async () => {
        deepEqual(await aws.emit(region, { ...interruption, source: "aws.health" }), []);
        deepEqual(await aws.emit("eu-west-1", interruption), []);
    });
});
