import type { Input } from "@pulumi/pulumi";

/** How the controller learns that EC2 is about to take an instance away. */
export interface InterruptionArgs {
    /** Whether there is a queue and the rules that fill it. Off, spot nodes end without being drained. Defaults to `true`. */
    enabled?: boolean;
    /**
     * The ARN of a KMS key to encrypt the queue with. Its policy must let `events.amazonaws.com` use `kms:GenerateDataKey` and
     * `kms:Decrypt`. Defaults to none: SQS encrypts with a key of its own (SSE-SQS).
     */
    kmsKeyArn?: Input<string>;
}
