import {
    DeleteRuleCommand,
    DescribeRuleCommand,
    ListTagsForResourceCommand,
    PutRuleCommand,
    TagResourceCommand,
    UntagResourceCommand,
} from "@aws-sdk/client-eventbridge";
import type { Properties } from "../../plugin.ts";
import { type Aws, found } from "../aws.ts";
import { type Kind, name, tags } from "../kind.ts";
import { fromList, type Tags, toList } from "../tags.ts";

/** A rule on the default event bus. */
export const eventRule: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/rule.go",
    inputs: {
        name,
        description: { type: "string" },
        eventPattern: { type: "json", required: true },
        forceDestroy: { type: "boolean", default: false },
        tags,
    },
    outputs: ["arn", "eventBusName", "isEnabled", "state", "namePrefix", "region"],
    async create(aws, inputs, tags) {
        await put(aws, inputs, tags);
        return inputs.name;
    },
    async read({ events, region }, id, { forceDestroy = false }) {
        const rule = await found(events.send(new DescribeRuleCommand({ Name: id })));
        if (!rule) return undefined;
        const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }));
        return {
            name: rule.Name,
            namePrefix: "",
            description: rule.Description,
            eventPattern: rule.EventPattern,
            forceDestroy,
            arn: rule.Arn,
            eventBusName: rule.EventBusName,
            isEnabled: rule.State === "ENABLED",
            state: rule.State,
            region,
            tags: fromList(Tags),
        };
    },
    update: (aws, _id, inputs) => put(aws, inputs),
    async tag({ events }, _id, { arn: ResourceARN }, put, remove) {
        if (remove.length) await events.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
        if (Object.keys(put).length) await events.send(new TagResourceCommand({ ResourceARN, Tags: toList(put) }));
    },
    delete: ({ events }, Name, { forceDestroy }) => events.send(new DeleteRuleCommand({ Name, Force: forceDestroy })),
};

async function put({ events }: Aws, { name, description, eventPattern }: Properties, tags?: Tags): Promise<void> {
    await events.send(
        new PutRuleCommand({
            Name: name,
            Description: description,
            EventPattern: eventPattern,
            Tags: tags && toList(tags),
        }),
    );
}
