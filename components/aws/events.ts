/** An event of EC2 or AWS Health on the default event bus that Karpenter handles. */
export interface InterruptionEvent {
    source: "aws.ec2" | "aws.health";
    detailType: string;
}

/**
 * The five events, by the names of upstream's EventBridge rules.
 *
 * Source: https://karpenter.sh/v1.14/reference/cloudformation/#interruption-handling
 */
export const events = {
    ScheduledChange: { source: "aws.health", detailType: "AWS Health Event" },
    SpotInterruption: { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
    Rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
    InstanceStateChange: { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
    CapacityReservationInterruption: {
        source: "aws.ec2",
        detailType: "EC2 Capacity Reservation Instance Interruption Warning",
    },
} as const satisfies Record<string, InterruptionEvent>;

/** The event pattern of an EventBridge rule. */
export const eventPattern = ({ source, detailType }: InterruptionEvent) => ({
    source: [source],
    "detail-type": [detailType],
});
export type EventName = keyof typeof events;
