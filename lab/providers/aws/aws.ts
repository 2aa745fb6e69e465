import { EC2Client } from "@aws-sdk/client-ec2";
import { EKSClient } from "@aws-sdk/client-eks";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { Tags } from "./tags.ts";

/** Configuration of the provider. */
export interface AwsConfig {
    region: string;
    /** Defaults to the profile in the environment. */
    profile?: string;
    /** Tags on all taggable resources. */
    defaultTags: Tags;
}

/** AWS clients for a region. Endpoint and credentials are from the environment. */
export class Aws {
    readonly region: string;
    readonly defaultTags: Tags;
    readonly ec2: EC2Client;
    readonly eks: EKSClient;
    readonly events: EventBridgeClient;
    readonly iam: IAMClient;
    readonly sqs: SQSClient;
    readonly sts: STSClient;
    /** Aborted when the engine cancels. */
    readonly stopped = new AbortController();

    constructor({ region, profile, defaultTags }: AwsConfig) {
        this.region = region;
        this.defaultTags = defaultTags;
        const options = { region, profile, maxAttempts: 10 };
        this.ec2 = new EC2Client(options);
        this.eks = new EKSClient(options);
        this.events = new EventBridgeClient(options);
        this.iam = new IAMClient(options);
        // A queue URL contains the host that the server assumes to have.
        this.sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
        this.sts = new STSClient(options);
    }

    get partition(): { partition: string; dnsSuffix: string } {
        if (this.region.startsWith("cn-")) return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
        if (this.region.startsWith("us-gov-")) return { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" };
        return { partition: "aws", dnsSuffix: "amazonaws.com" };
    }
}

/** The result of a call, or undefined if the resource does not exist. */
export async function found<T>(question: Promise<T>): Promise<T | undefined> {
    try {
        return await question;
    } catch (error) {
        if (gone(error)) return undefined;
        throw error;
    }
}

/** Whether an error means that a resource does not exist, by the codes of IAM, SQS, EventBridge, EKS and EC2. */
export const gone = (error: unknown): boolean =>
    /^(NoSuchEntity(Exception)?|QueueDoesNotExist|(AWS\.SimpleQueueService\.)?NonExistentQueue|ResourceNotFoundException|Invalid.*\.NotFound(Exception)?)$/.test(
        (error as Error).name,
    );
