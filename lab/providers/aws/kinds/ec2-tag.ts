import { CreateTagsCommand, DeleteTagsCommand, DescribeTagsCommand } from "@aws-sdk/client-ec2";
import type { Properties } from "../../plugin.ts";
import type { Aws } from "../aws.ts";
import { twoParts } from "../ids.ts";
import type { Kind } from "../kind.ts";

/** A single tag on an EC2 resource that is managed elsewhere. */
export const ec2Tag: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/tag_gen.go",
    inputs: {
        resourceId: { type: "string", required: true, replaces: true },
        key: { type: "string", required: true, replaces: true },
        value: { type: "string", required: true },
    },
    outputs: ["region"],
    async create(aws, inputs) {
        await put(aws, inputs);
        return `${inputs.resourceId},${inputs.key}`;
    },
    async read({ ec2, region }, id) {
        const [resourceId, key] = twoParts(id, ",", "resourceId,key");
        const Filters = [
            { Name: "resource-id", Values: [resourceId] },
            { Name: "key", Values: [key] },
        ];
        const tag = (await ec2.send(new DescribeTagsCommand({ Filters }))).Tags?.[0];
        return tag && { resourceId, key, value: tag.Value, region };
    },
    update: (aws, _id, inputs) => put(aws, inputs),
    delete: ({ ec2 }, _id, { resourceId, key, value }) =>
        ec2.send(new DeleteTagsCommand({ Resources: [resourceId], Tags: [{ Key: key, Value: value }] })),
};

async function put({ ec2 }: Aws, { resourceId, key, value }: Properties): Promise<void> {
    await ec2.send(new CreateTagsCommand({ Resources: [resourceId], Tags: [{ Key: key, Value: value }] }));
}
