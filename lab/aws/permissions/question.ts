import type { AwsRequest } from "../gateway/request.ts";
import type { Account } from "./account.ts";

/** Condition keys and their values. */
export type Context = Record<string, string | string[]>;

/**
 * An authorization question: whether the caller may perform an action on a resource. One request may require several.
 */
export interface Question {
    /** `service:Action`, not always the request's own: running instances also requires `iam:PassRole`. */
    action: string;
    /** An ARN, or `*` for actions without resources. A resource to be created is `…/*`, as in AWS. */
    resource: string;
    /** Condition keys of the request. Keys that AWS does not support for this action and resource are ignored. */
    context: Context;
    /** The resource's own policy. */
    resourcePolicy?: object;
    /** Whether only the fleet's launch depends on it. A denial then leads to an error inside the fleet's response. */
    inFleet?: true;
}

/** Questions for a service's requests; undefined for requests that the lab does not support. */
export type QuestionsFor = (
    request: AwsRequest,
    account: Account,
) => Promise<Question[] | undefined> | Question[] | undefined;

/** A policy with the name that denials show. */
export interface NamedPolicy {
    name: string;
    document: object;
}

/** All policies of the caller's role. */
export interface RolePolicies {
    tags: Record<string, string>;
    identity: NamedPolicy[];
    boundary?: NamedPolicy;
}

/** The reason for a denial. */
export interface Refusal {
    /** AWS's wording, such as `because no identity-based policy allows the ec2:RunInstances action`. */
    because: string;
    /**
     * The statements that deny it; or those with an unmet condition that would otherwise allow it, with the
     * condition.
     */
    statements: string[];
    /** True if no statement allows it; false if one denies it. */
    missing: boolean;
}

/** Evaluates policies as IAM does. The lab has no implementation; its tests provide one. */
export interface Authorizer {
    judge(question: Question, principalArn: string, policies: RolePolicies): Promise<Refusal | undefined>;
}
