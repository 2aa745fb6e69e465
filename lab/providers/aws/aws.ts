import { EC2Client } from "@aws-sdk/client-ec2";
import { EKSClient } from "@aws-sdk/client-eks";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { Tags } from "./tags.ts";

/** What a provider is configured with. */
export interface AwsConfig {
    region: string;
    /** Defaults to what the environment names. */
    profile?: string;
    /** On every resource that takes tags. */
    defaultTags: Tags;
}

/** AWS in a region. Where it is, and who asks, the clients take from the environment. */
export class Aws {
    readonly region: string;
    readonly defaultTags: Tags;
    readonly ec2: EC2Client;
    readonly eks: EKSClient;
    readonly events: EventBridgeClient;
    readonly iam: IAMClient;
    readonly sqs: SQSClient;
    readonly sts: STSClient;

    constructor({ region, profile, defaultTags }: AwsConfig) {
        this.region = region;
        this.defaultTags = defaultTags;
        const options = { region, profile, maxAttempts: 10 };
        this.ec2 = new EC2Client(options);
        this.eks = new EKSClient(options);
        this.events = new EventBridgeClient(options);
        this.iam = new IAMClient(options);
        // Queue URLs name the host that the server believes to be.
        this.sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
        this.sts = new STSClient(options);
    }

    get partition(): { partition: string; dnsSuffix: string } {
        if (this.region.startsWith("cn-")) return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
        if (this.region.startsWith("us-gov-")) return { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" };
        return { partition: "aws", dnsSuffix: "amazonaws.com" };
    }
}

/** The answer, or nothing where AWS says that there is no such thing. */
export async function found<T>(question: Promise<T>): Promise<T | undefined> {
    try {
        return await question;
    } catch (error) {
        if (gone(error)) return undefined;
        throw error;
    }
}

/** Whether AWS says that there is no such thing: the codes by which IAM, SQS, EventBridge, EKS and EC2 say it. */
export const gone = (error: unknown): boolean =>
    /^(NoSuchEntity(Exception)?|QueueDoesNotExist|(AWS\.SimpleQueueService\.)?NonExistentQueue|ResourceNotFoundException|Invalid.*\.NotFound)$/.test(
        (error as Error).name,
    );
