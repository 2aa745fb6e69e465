import type { AwsRequest } from "../gateway/request.ts";
import type { Account } from "./account.ts";

/** Condition keys and their values. */
export type Context = Record<string, string | string[]>;

/** What AWS asks IAM before it does what a request wants: may the caller do this to that? A request may take several. */
export interface Question {
    /** `service:Action`, which need not be the request's own: who runs an instance passes its role. */
    action: string;
    /** An ARN, or `*` where the action is on no resource. What is yet to be made is `…/*`, as AWS writes it. */
    resource: string;
    /** What is true of this request. Of a key that AWS has not for such an action or resource, it makes nothing. */
    context: Context;
    /** The policy of the resource itself. */
    resourcePolicy?: object;
    /** Asked when a fleet launches, which fails by itself: the request is answered, with the error in it. */
    inFleet?: true;
}

/** What AWS asks about the requests of one service; undefined for a request of which the lab does not know it. */
export type Asks = (request: AwsRequest, account: Account) => Promise<Question[] | undefined> | Question[] | undefined;

/** A policy by the name under which a denial speaks of it. */
export interface NamedPolicy {
    name: string;
    document: object;
}

/** What the caller's role may do. */
export interface RolePolicies {
    tags: Record<string, string>;
    identity: NamedPolicy[];
    boundary?: NamedPolicy;
}

/** Why a question is answered with no. */
export interface Refusal {
    /** In AWS's words, such as `because no identity-based policy allows the ec2:RunInstances action`. */
    because: string;
    /** The statements that deny it, or those that would allow it but for a condition, with the condition. */
    statements: string[];
    /** Whether no statement allows it, rather than one denying it. */
    missing: boolean;
}

/** Judges by policies as IAM does. The lab has none of its own; its tests bring one. */
export interface Authorizer {
    judge(question: Question, principalArn: string, policies: RolePolicies): Promise<Refusal | undefined>;
}
