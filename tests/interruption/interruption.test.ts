import assert from "node:assert/strict";
import { eventPattern, events } from "../../components/aws/events.ts";
import { queuePolicy } from "../../components/interruption/interruption.ts";

describe("interruption handling", () => {
    // D4 and D9 of the peers: a misspelt detail type, and the key `detailType`, match nothing, in silence.
    it("listens for the five events, spelt as EC2 and Health send them", () => {
        const patterns = Object.entries(events).map(([name, event]) => [name, eventPattern(event)]);
        assert.deepEqual(Object.fromEntries(patterns), {
            ScheduledChange: { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
            SpotInterruption: { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
            Rebalance: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
            InstanceStateChange: { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
            CapacityReservationInterruption: {
                source: ["aws.ec2"],
                "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"],
            },
        });
    });

    // D9 and D10 of the peers: a Bool key tested as a string, and a principal that China does not have.
    it("lets EventBridge send for our rules, over TLS, and nobody else", () => {
        const queue = "arn:aws-cn:sqs:cn-north-1:123456789012:dev-karpenter";
        const rule = "arn:aws-cn:events:cn-north-1:123456789012:rule/dev-karpenter-Rebalance";
        assert.deepEqual(queuePolicy(queue, [rule]), {
            Version: "2012-10-17",
            Id: "EC2InterruptionPolicy",
            Statement: [
                {
                    Sid: "AllowOurRules",
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: queue,
                    Condition: { ArnEquals: { "aws:SourceArn": [rule] } },
                },
                {
                    Sid: "DenyHTTP",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: queue,
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
    });
});
