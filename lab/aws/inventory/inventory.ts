import { EC2Client } from "@aws-sdk/client-ec2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { SQSClient } from "@aws-sdk/client-sqs";
import { motoClient } from "../moto-client.ts";
import { ec2 } from "./ec2.ts";
import { iam } from "./iam.ts";
import type { Inventory } from "./listing.ts";
import { queues, rules } from "./messages.ts";

export type { Inventory };

/**
 * All resources, in a region and in IAM, of the kinds that an installation of Karpenter can create or change. Sorted
 * and without volatile values, so that two inventories can be compared.
 */
export async function inventory(endpoint: string, region: string, more: Inventory): Promise<Inventory> {
    const config = motoClient(endpoint, region);
    const parts = await Promise.all([
        iam(new IAMClient(config)),
        ec2(new EC2Client(config)),
        queues(new SQSClient(config)),
        rules(new EventBridgeClient(config)),
        more,
    ]);
    return sorted(Object.assign({}, ...parts)) as Inventory;
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
    );
}
