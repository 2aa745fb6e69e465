import { GetRoleCommand } from "@aws-sdk/client-iam";
import { homeRegion, partitionOfArn } from "../../partition.ts";
import { tagsOf } from "../account.ts";
import { requestTags } from "../context.ts";
import type { QuestionsFor } from "../question.ts";

/** GetCallerIdentity requires no permission. AssumeRole requires the caller's policies and the role's trust policy. */
export const stsQuestions: QuestionsFor = async ({ action, parameters }, account) => {
    if (action === "GetCallerIdentity") return [];
    if (action !== "AssumeRole") return undefined;
    const { RoleArn, RoleSessionName, ExternalId, Tags } = parameters;
    const iam = account.iam(homeRegion(partitionOfArn(RoleArn)));
    const found = await iam.send(new GetRoleCommand({ RoleName: RoleArn.split("/").at(-1) })).catch(() => undefined);
    const trust = found?.Role?.AssumeRolePolicyDocument;
    const context = {
        ...requestTags(tagsOf(Tags)),
        "sts:RoleSessionName": RoleSessionName,
        ...(ExternalId && { "sts:ExternalId": ExternalId }),
    };
    return ["sts:AssumeRole", ...(Tags?.length ? ["sts:TagSession"] : [])].map(action => ({
        action,
        resource: RoleArn,
        context,
        ...(trust && { resourcePolicy: JSON.parse(decodeURIComponent(trust)) }),
    }));
};
