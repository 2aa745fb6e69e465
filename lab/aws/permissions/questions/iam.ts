import { GetInstanceProfileCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import type { AwsRequest } from "../../gateway/request.ts";
import { globalArn, homeRegion, partitionOf } from "../../partition.ts";
import { type Account, tagsOf } from "../account.ts";
import { requestTags, resourceTags } from "../context.ts";
import type { Context, Question, QuestionsFor } from "../question.ts";

/**
 * Actions on instance profiles and roles, and lists. Tags at the creation of a profile do not require
 * `iam:TagInstanceProfile`: upstream's policy grants it for tagged profiles only, and the controller creates profiles
 * under it.
 */
export const iamQuestions: QuestionsFor = async (request, account) => {
    const { action, region, parameters } = request;
    const ask = (resource: string, context: Context): Question => ({ action: `iam:${action}`, resource, context });
    if (/^List(InstanceProfiles|Roles|Policies|OpenIDConnectProviders)$/.test(action)) return [ask("*", {})];
    if (parameters.InstanceProfileName !== undefined) {
        const { arn, tags } = await profileOf(account, region, parameters);
        const profile = ask(arn, { ...requestTags(tagsOf(parameters.Tags)), ...resourceTags("iam", tags) });
        if (action !== "AddRoleToInstanceProfile") return [profile];
        const role = await roleOf(account, region, parameters.RoleName);
        return [profile, passRole(request, role.arn)];
    }
    if (parameters.UserName !== undefined) return [ask(globalArn(region, "iam", `user/${parameters.UserName}`), {})];
    if (parameters.RoleName === undefined) return parameters.PolicyArn && [ask(parameters.PolicyArn, {})];
    const { arn, tags } = await roleOf(account, region, parameters.RoleName);
    return [ask(arn, { ...requestTags(tagsOf(parameters.Tags)), ...resourceTags("iam", tags) })];
};

/**
 * `iam:PassRole` for a role that instances get. EC2's service name has another suffix in China.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passRole = ({ region }: AwsRequest, roleArn: string, context: Context = {}): Question => ({
    action: "iam:PassRole",
    resource: roleArn,
    context: {
        "iam:PassedToService": partitionOf(region) === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com",
        ...context,
    },
});

interface Found {
    arn: string;
    tags: Record<string, string>;
}

/** An instance profile; if it does not exist, as it would be. */
async function profileOf(account: Account, region: string, parameters: Record<string, any>): Promise<Found> {
    const { InstanceProfileName, Path = "/" } = parameters;
    const profile = await account
        .iam(homeRegion(partitionOf(region)))
        .send(new GetInstanceProfileCommand({ InstanceProfileName }))
        .then(
            ({ InstanceProfile }) => InstanceProfile,
            () => undefined,
        );
    return {
        arn: profile?.Arn ?? globalArn(region, "iam", `instance-profile${Path}${InstanceProfileName}`),
        tags: tagsOf(profile?.Tags),
    };
}

async function roleOf(account: Account, region: string, RoleName: string): Promise<Found> {
    const role = await account
        .iam(homeRegion(partitionOf(region)))
        .send(new GetRoleCommand({ RoleName }))
        .then(
            ({ Role }) => Role,
            () => undefined,
        );
    return { arn: role?.Arn ?? globalArn(region, "iam", `role/${RoleName}`), tags: tagsOf(role?.Tags) };
}
