import type { AwsRequest } from "../../gateway/request.ts";
import { type Account, tagsOf } from "../account.ts";
import { requestTags, resourceTags } from "../context.ts";
import type { Context, Question, QuestionsFor } from "../question.ts";
import { arnOfId, ec2Arn } from "./ec2-arn.ts";
import { specified } from "./launch.ts";
import { createFleet, createTags, runInstances } from "./launch-questions.ts";
import { template } from "./launch-template.ts";

/** Describe actions are authorized on `*`, all others on each resource. */
export const ec2Questions: QuestionsFor = (request, account) => {
    const { action, parameters } = request;
    if (action === "CreateFleet") return createFleet(request, account);
    if (action === "RunInstances") return runInstances(request, account);
    if (action === "CreateLaunchTemplate") return createLaunchTemplate(request);
    if (/^(Delete|Modify)LaunchTemplate$|^CreateLaunchTemplateVersion$/.test(action))
        return ofTemplate(request, account);
    if (/^(Create|Delete)Tags$/.test(action))
        return ofEach(request, account, parameters.ResourceId, requestTags(tagsOf(parameters.Tag)));
    if (/^(Terminate|Stop|Start|Reboot)Instances$/.test(action)) return ofEach(request, account, parameters.InstanceId);
    if (/^(ModifyInstanceAttribute|AssociateIamInstanceProfile)$/.test(action))
        return ofEach(request, account, [parameters.InstanceId]);
    return action.startsWith("Describe") ? [{ action: `ec2:${action}`, resource: "*", context: {} }] : undefined;
};

function createLaunchTemplate({ region, parameters }: AwsRequest): Question[] {
    const tags = specified(parameters.TagSpecification)["launch-template"] ?? {};
    const resource = ec2Arn(region, "launch-template");
    return [
        { action: "ec2:CreateLaunchTemplate", resource, context: requestTags(tags) },
        ...(Object.keys(tags).length ? [createTags(region, "launch-template", tags, "CreateLaunchTemplate")] : []),
    ];
}

/**
 * For a launch template that does not exist, EC2 returns not found before it checks permission to delete it.
 * See https://github.com/aws/karpenter-provider-aws/issues/5535, about a policy for tagged templates only.
 */
async function ofTemplate({ action, region, parameters }: AwsRequest, account: Account): Promise<Question[]> {
    const found = await template(account.ec2(region), parameters);
    if (!found) return [];
    const resource = ec2Arn(region, "launch-template", found.id);
    return [{ action: `ec2:${action}`, resource, context: resourceTags("ec2", found.tags) }];
}

async function ofEach(
    { action, region }: AwsRequest,
    account: Account,
    ids: string[],
    context: Context = {},
): Promise<Question[] | undefined> {
    const tags = await account.ec2Tags(region, ids);
    const questions = ids.flatMap(id => {
        const resource = arnOfId(region, id);
        return resource
            ? [{ action: `ec2:${action}`, resource, context: { ...resourceTags("ec2", tags.get(id)!), ...context } }]
            : [];
    });
    return questions.length === ids.length ? questions : undefined;
}
