import { AwsError } from "../../gateway/answer.ts";
import type { AwsRequest } from "../../gateway/request.ts";
import type { Account } from "../account.ts";
import type { Asks, Question } from "../question.ts";
import { ec2Asks } from "./ec2.ts";
import { eksAsks } from "./eks.ts";
import { iamAsks } from "./iam.ts";
import { sqsAsks } from "./sqs.ts";
import { ssmAsks } from "./ssm.ts";
import { stsAsks } from "./sts.ts";
import { zonalShiftAsks } from "./zonal-shift.ts";

const byService: Record<string, Asks> = {
    "arc-zonal-shift": zonalShiftAsks,
    ec2: ec2Asks,
    eks: eksAsks,
    iam: iamAsks,
    pricing: ({ action }) => [{ action: `pricing:${action}`, resource: "*", context: {} }],
    sqs: sqsAsks,
    ssm: ssmAsks,
    sts: stsAsks,
};

/**
 * All authorization questions for a request. Actions, resources and condition keys are from the service authorization
 * reference; details that it lacks are from the documentation of each action.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function asks(request: AwsRequest, account: Account): Promise<Question[]> {
    const { service, action } = request;
    const questions = await byService[service]?.(request, account);
    if (questions) return questions;
    throw new AwsError(
        400,
        "UnsupportedOperation",
        `the lab does not know what AWS asks about ${service}:${action}; add it to lab/aws/permissions/asks`,
    );
}
