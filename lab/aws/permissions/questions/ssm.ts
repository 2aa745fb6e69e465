import { accountId, partitionOf } from "../../partition.ts";
import type { QuestionsFor } from "../question.ts";

/** Parameters by name or ARN. Public parameters have no account in their ARN. */
export const ssmQuestions: QuestionsFor = ({ action, region, parameters }) => {
    if (!/^GetParameters?$/.test(action)) return undefined;
    const names: string[] = parameters.Names ?? [parameters.Name];
    return names.map(name => ({
        action: `ssm:${action}`,
        resource: name.startsWith("arn:") ? name : parameterArn(region, name),
        context: {},
    }));
};

const parameterArn = (region: string, name: string): string => {
    const account = name.startsWith("/aws/service/") ? "" : accountId;
    return `arn:${partitionOf(region)}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
};
