import type { Input } from "@pulumi/pulumi";

/** Handling of spot interruptions and other events of EC2 and AWS Health. */
export interface InterruptionArgs {
    /**
     * Whether to create the SQS queue and its EventBridge rules. Without them, interrupted spot nodes are not drained. Defaults to `true`.
     */
    enabled?: boolean;
    /**
     * The ARN of the KMS key that encrypts the queue. Its key policy must allow `kms:GenerateDataKey` and `kms:Decrypt` for
     * `events.amazonaws.com`. Defaults to none: SQS uses a key that it manages (SSE-SQS).
     */
    kmsKeyArn?: Input<string>;
}
