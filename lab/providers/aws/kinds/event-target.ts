import {
    ListTargetsByRuleCommand,
    PutTargetsCommand,
    type PutTargetsResultEntry,
    RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import type { Properties } from "../../plugin.ts";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import type { Kind } from "../kind.ts";

/** A target of a rule on the default event bus. */
export const eventTarget: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/target.go",
    inputs: {
        rule: { type: "string", required: true, replaces: true },
        targetId: { type: "string", required: true, replaces: true },
        arn: { type: "string", required: true },
        forceDestroy: { type: "boolean", default: false },
    },
    outputs: ["eventBusName", "region"],
    async create(aws, inputs) {
        await put(aws, inputs);
        return idOf(inputs.rule, inputs.targetId);
    },
    async read({ events, region }, id, { rule, targetId, forceDestroy = false }) {
        const [Rule, targetOf] = rule === undefined ? twoParts(id, "/", "rule/targetId") : [rule, targetId];
        const targets = await found(events.send(new ListTargetsByRuleCommand({ Rule })));
        const target = targets?.Targets?.find(({ Id }) => Id === targetOf);
        return (
            target && {
                id: idOf(Rule, targetOf),
                rule: Rule,
                targetId: target.Id,
                arn: target.Arn,
                forceDestroy,
                eventBusName: "default",
                region,
            }
        );
    },
    update: (aws, _id, inputs) => put(aws, inputs),
    async delete({ events }, _id, { rule, targetId, forceDestroy }) {
        const command = new RemoveTargetsCommand({ Rule: rule, Ids: [targetId], Force: forceDestroy });
        refuse((await events.send(command)).FailedEntries);
    },
};

const idOf = (rule: string, targetId: string): string => `${rule}-${targetId}`;

async function put({ events }: Aws, { rule, targetId, arn }: Properties): Promise<void> {
    const command = new PutTargetsCommand({ Rule: rule, Targets: [{ Id: targetId, Arn: arn }] });
    refuse((await events.send(command)).FailedEntries);
}

/** Throws for failed entries, which EventBridge returns in a successful response. */
function refuse(failed: PutTargetsResultEntry[] = []): void {
    if (failed.length)
        throw new Error(failed.map(({ ErrorCode, ErrorMessage }) => `${ErrorCode}: ${ErrorMessage}`).join("; "));
}
