import type { Caller } from "../gateway/keys.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { accountId } from "../partition.ts";
import type { Tags } from "./account.ts";
import type { Context } from "./question.ts";

/**
 * Global condition keys of a request. Clients use plain HTTP in the lab and TLS in AWS, so `aws:SecureTransport` is
 * true unless the header of a TLS proxy states otherwise: `X-Forwarded-Proto: http`.
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

/** Condition keys for tags in a request. */
export const requestTags = (tags: Tags): Context => ({
    ...prefixed("aws:RequestTag/", tags),
    ...(Object.keys(tags).length > 0 && { "aws:TagKeys": Object.keys(tags) }),
});

/** Condition keys for a resource's tags. Services with such a key from before IAM's have both. */
export const resourceTags = (service: "ec2" | "iam", tags: Tags): Context => ({
    ...prefixed("aws:ResourceTag/", tags),
    ...prefixed(`${service}:ResourceTag/`, tags),
});

const prefixed = (prefix: string, tags: Tags): Context =>
    Object.fromEntries(Object.entries(tags).map(([key, value]) => [prefix + key, value]));
