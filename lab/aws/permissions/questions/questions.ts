import { AwsError } from "../../gateway/answer.ts";
import type { AwsRequest } from "../../gateway/request.ts";
import type { Account } from "../account.ts";
import type { Question, QuestionsFor } from "../question.ts";
import { ec2Questions } from "./ec2.ts";
import { eksQuestions } from "./eks.ts";
import { iamQuestions } from "./iam.ts";
import { sqsQuestions } from "./sqs.ts";
import { ssmQuestions } from "./ssm.ts";
import { stsQuestions } from "./sts.ts";
import { zonalShiftQuestions } from "./zonal-shift.ts";

const byService: Record<string, QuestionsFor> = {
    "arc-zonal-shift": zonalShiftQuestions,
    ec2: ec2Questions,
    eks: eksQuestions,
    iam: iamQuestions,
    pricing: ({ action }) => [{ action: `pricing:${action}`, resource: "*", context: {} }],
    sqs: sqsQuestions,
    ssm: ssmQuestions,
    sts: stsQuestions,
};

/**
 * All authorization questions for a request. Actions, resources and condition keys are from the service authorization
 * reference; details that it lacks are from the documentation of each action.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function questionsFor(request: AwsRequest, account: Account): Promise<Question[]> {
    const { service, action } = request;
    const questions = await byService[service]?.(request, account);
    if (questions) return questions;
    throw new AwsError(
        400,
        "UnsupportedOperation",
        `the lab does not know what AWS asks about ${service}:${action}; add it to lab/aws/permissions/questions`,
    );
}
