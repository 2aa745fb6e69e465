import { accountId } from "../partition.ts";
import { like } from "./like.ts";

/** A trust policy or another resource policy. */
export interface PolicyDocument {
    Statement: Statement | Statement[];
}

interface Statement {
    Effect: "Allow" | "Deny";
    Principal?: "*" | Record<string, string | string[]>;
    Action?: string | string[];
    Resource?: string | string[];
    Condition?: Record<string, Record<string, string | string[]>>;
}

/** A request to a resource: principal, action and context. */
export interface AccessRequest {
    principal: Principal;
    action: string;
    /** The resource's ARN; omitted for trust policies, which have no resource. */
    resource?: string;
    /** Condition keys and their values. */
    context: Record<string, string | string[] | undefined>;
}

/** A service, an OIDC provider, or an AWS principal with all ARNs that match it: session, role, account. */
export type Principal = { Service: string } | { Federated: string } | { AWS: string[] };

/**
 * Whether a resource policy allows a request: at least one statement allows it, and none denies it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(document: PolicyDocument, request: AccessRequest): boolean {
    const meant = [document.Statement].flat().filter(statement => fits(statement, request));
    return meant.some(({ Effect }) => Effect === "Allow") && !meant.some(({ Effect }) => Effect === "Deny");
}

const fits = (statement: Statement, request: AccessRequest): boolean =>
    isFor(statement.Principal, request.principal) &&
    listed(statement.Action).some(action => like(action.toLowerCase(), request.action.toLowerCase())) &&
    (request.resource === undefined ||
        listed(statement.Resource).some(resource => like(resource, request.resource!))) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => met(operator, listed(values), valuesOf(request.context, key))),
    );

function isFor(named: Statement["Principal"], principal: Principal): boolean {
    if (named === undefined) return false;
    if (named === "*") return true;
    const [kind, own] = Object.entries(principal)[0] as [string, string | string[]];
    const names = listed(named[kind]);
    return listed(own).some(one => names.includes(one)) || (kind === "AWS" && names.includes("*"));
}

/** ARNs that match an AWS principal in a policy. The account's root matches all principals in the account. */
export const awsPrincipal = (arn: string, roleArn: string | undefined): Principal => ({
    AWS: [arn, ...(roleArn ? [roleArn] : []), `arn:${arn.split(":")[1]}:iam::${accountId}:root`, accountId],
});

/** Values of a condition key. Keys are case-insensitive. */
function valuesOf(context: AccessRequest["context"], key: string): string[] {
    const found = Object.keys(context).find(one => one.toLowerCase() === key.toLowerCase());
    return found === undefined ? [] : listed(context[found]);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const comparisons: Record<string, (wanted: string, value: string) => boolean> = {
    StringEquals: (wanted, value) => wanted === value,
    StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
    StringLike: like,
    ArnEquals: like,
    ArnLike: like,
    Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};

function met(operator: string, wanted: string[], values: string[]): boolean {
    if (operator === "Null") return wanted.includes(String(values.length === 0));
    const ifExists = operator.endsWith("IfExists");
    const name = ifExists ? operator.slice(0, -"IfExists".length) : operator;
    const negated = name.replace(/^(String|Arn)Not/, "$1");
    const compare = comparisons[negated];
    if (!compare)
        throw new Error(`the lab does not support the condition operator ${operator}; add it to lab/aws/policy.ts`);
    const found = values.some(value => wanted.some(one => compare(one, value)));
    if (negated !== name) return !found;
    return values.length === 0 ? ifExists : found;
}

const listed = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());
