import { DescribeTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { SQSClient } from "@aws-sdk/client-sqs";
import { motoClient } from "../moto-client.ts";

export type Tags = Record<string, string>;

/** Reads the account's resources behind the gateway, outside the record. */
export class Account {
    readonly ec2 = this.kept(settings => new EC2Client(settings));
    readonly iam = this.kept(settings => new IAMClient(settings));
    readonly sqs = this.kept(settings => new SQSClient(settings));
    private readonly endpoint: string;

    constructor(endpoint: string) {
        this.endpoint = endpoint;
    }

    /** Tags of EC2 resources, by id. */
    async ec2Tags(region: string, ids: string[]): Promise<Map<string, Tags>> {
        const found = new Map<string, Tags>(ids.map(id => [id, {}]));
        if (!ids.length) return found;
        const command = new DescribeTagsCommand({ Filters: [{ Name: "resource-id", Values: ids }] });
        for (const { ResourceId, Key, Value } of (await this.ec2(region).send(command)).Tags ?? [])
            Object.assign(found.get(ResourceId!) ?? {}, { [Key!]: Value });
        return found;
    }

    private kept<T>(make: (settings: ReturnType<typeof motoClient>) => T): (region: string) => T {
        const clients = new Map<string, T>();
        return region => {
            const client = clients.get(region) ?? make(motoClient(this.endpoint, region));
            clients.set(region, client);
            return client;
        };
    }
}

/** Tags of the SDK as a record. In a form, an empty list is an empty text. */
export const tagsOf = (list: { Key?: string; Value?: string }[] | "" | undefined): Tags =>
    Object.fromEntries((list || []).map(({ Key, Value }) => [Key!, Value ?? ""]));
