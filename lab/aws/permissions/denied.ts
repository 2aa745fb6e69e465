import { type Answer, AwsError, encode, encodeError } from "../gateway/answer.ts";
import type { Caller } from "../gateway/keys.ts";
import type { AwsRequest } from "../gateway/request.ts";
import type { Context, Question, Refusal } from "./question.ts";

/** A denial in the record. */
export interface Denial {
    action: string;
    resource: string;
    context: Context;
    because: string;
    /**
     * The statements that deny it; or those with an unmet condition that would otherwise allow it, with the
     * condition.
     */
    statements: string[];
    /** The statement that would allow it, if there is none. */
    missing?: { Effect: "Allow"; Action: string; Resource: string };
}

/**
 * Access denied, with the service's own error.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export class Denied extends AwsError {
    readonly denial: Denial;
    private readonly inFleet: boolean;

    constructor(request: AwsRequest, caller: Caller, question: Question, { because, statements, missing }: Refusal) {
        const { action, resource, context, inFleet } = question;
        const on = resource === "*" ? "" : ` on resource: ${resource}`;
        const message = `User: ${caller.arn} is not authorized to perform: ${action}${on} ${because}`;
        const [status, code, prefix] = words[request.service] ?? words[request.protocol] ?? [400, accessDenied];
        super(status, code, (prefix ?? "") + message);
        this.denial = {
            action,
            resource,
            context,
            because,
            statements,
            ...(missing && { missing: { Effect: "Allow", Action: action, Resource: resource } }),
        };
        this.inFleet = inFleet ?? false;
    }

    /** An instant fleet is created anyway, and reports the denied launch in its response. */
    answer(request: AwsRequest): Answer {
        const { code: errorCode, message: errorMessage } = this;
        return this.inFleet
            ? encode(request, { fleetId: "fleet-0", errorSet: [{ errorCode, errorMessage }], fleetInstanceSet: [] })
            : encodeError(request, this);
    }
}

const accessDenied = "AccessDeniedException";

/** Status, error code and message prefix by service, or by protocol. */
const words: Record<string, [status: number, code: string, prefix?: string]> = {
    ec2: [403, "UnauthorizedOperation", "You are not authorized to perform this operation. "],
    sqs: [403, "AccessDenied"],
    eks: [403, accessDenied],
    query: [403, "AccessDenied"],
};
