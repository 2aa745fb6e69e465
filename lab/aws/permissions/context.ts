import type { Caller } from "../gateway/keys.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { accountId } from "../partition.ts";
import type { Tags } from "./account.ts";
import type { Context } from "./question.ts";

/**
 * What holds of a request whatever it asks. A client reaches the lab over plain HTTP where AWS has TLS, so it is taken to have used TLS
 * unless it says otherwise, in the header of a proxy that ends TLS: `X-Forwarded-Proto: http`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const globalContext = ({ region, headers }: AwsRequest, caller: Caller, roleTags: Tags): Context => ({
    "aws:PrincipalArn": caller.roleArn ?? caller.arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": "AssumedRole",
    ...prefixed("aws:PrincipalTag/", { ...roleTags, ...caller.tags }),
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": region,
    "aws:SecureTransport": String(headers["x-forwarded-proto"] !== "http"),
});

/** Tags that a request would put on a resource. */
export const requestTags = (tags: Tags): Context => ({
    ...prefixed("aws:RequestTag/", tags),
    ...(Object.keys(tags).length > 0 && { "aws:TagKeys": Object.keys(tags) }),
});

/** Tags that a resource has. Services that had such a key before IAM did still have their own. */
export const resourceTags = (service: "ec2" | "iam", tags: Tags): Context => ({
    ...prefixed("aws:ResourceTag/", tags),
    ...prefixed(`${service}:ResourceTag/`, tags),
});

const prefixed = (prefix: string, tags: Tags): Context =>
    Object.fromEntries(Object.entries(tags).map(([key, value]) => [prefix + key, value]));
