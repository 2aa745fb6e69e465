import { equal, throws } from "node:assert/strict";
import { type AccessRequest, allows, awsPrincipal } from "../../../lab/aws/iam/policy.ts";
import { globalArn } from "../../../lab/aws/partition.ts";

const ask: AccessRequest = {
    principal: { Service: "ec2.amazonaws.com" },
    action: "sts:AssumeRole",
    context: { "aws:RequestTag/name": "value", "aws:SourceArn": "arn:x:y", list: ["a", "b"] },
};
const statement = { Effect: "Allow" as const, Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
const allowed = (change: object, other: Partial<AccessRequest> = {}) =>
    allows({ Statement: { ...statement, ...change } }, { ...ask, ...other });
const conditioned = (operator: string, key: string, value: string | string[]) =>
    allowed({ Condition: { [operator]: { [key]: value } } });

describe("the lab's AWS: policies of roles and queues", () => {
    it("allow what a statement allows, unless another denies it", () => {
        equal(allows({ Statement: [statement] }, ask), true);
        equal(allows({ Statement: [] }, ask), false);
        equal(allows({ Statement: [statement, { ...statement, Effect: "Deny" }] }, ask), false);
    });

    it("are for the principals that they name", () => {
        equal(allowed({ Principal: { Service: ["x", "ec2.amazonaws.com"] } }), true);
        equal(allowed({ Principal: "*" }), true);
        equal(allowed({ Principal: { Service: "pods.eks.amazonaws.com" } }), false);
        equal(allowed({ Principal: { AWS: "*" } }), false);
        const session = globalArn("us-west-2", "sts", "assumed-role/a/me");
        const roleArn = globalArn("us-west-2", "iam", "role/a");
        const principal = awsPrincipal(session, roleArn);
        for (const AWS of [session, roleArn, globalArn("us-west-2", "iam", "root"), "123456789012", "*"])
            equal(allowed({ Principal: { AWS } }, { principal }), true, AWS);
        equal(allowed({ Principal: { AWS: `${roleArn}b` } }, { principal }), false);
    });

    it("are for the actions and resources that they name, stars and case included", () => {
        equal(allowed({ Action: ["sts:*"] }), true);
        equal(allowed({ Action: "STS:assumerole" }), true);
        equal(allowed({ Action: "sts:AssumeRoleWithWebIdentity" }), false);
        equal(allowed({ Resource: "q*" }, { resource: "queue" }), true);
        equal(allowed({ Resource: "Q*" }, { resource: "queue" }), false);
    });

    it("hold only under their conditions", () => {
        equal(conditioned("StringEquals", "aws:requesttag/NAME", "value"), true);
        equal(conditioned("StringEquals", "aws:RequestTag/name", ["other", "value"]), true);
        equal(conditioned("StringEquals", "aws:RequestTag/name", "val*"), false);
        equal(conditioned("StringLike", "aws:RequestTag/name", "val*"), true);
        equal(conditioned("StringLike", "aws:RequestTag/name", "val?"), false);
        equal(conditioned("StringEquals", "absent", "value"), false);
        equal(conditioned("StringEqualsIfExists", "absent", "value"), true);
        equal(conditioned("StringNotEquals", "aws:RequestTag/name", "other"), true);
        equal(conditioned("StringNotLike", "aws:RequestTag/name", "v*"), false);
        equal(conditioned("StringEquals", "list", "b"), true);
        equal(conditioned("ArnLike", "aws:SourceArn", "arn:*:y"), true);
        equal(conditioned("Null", "absent", "true"), true);
        equal(conditioned("Null", "aws:SourceArn", "true"), false);
    });

    it("are not guessed at", () => {
        throws(
            () => conditioned("IpAddress", "aws:SourceIp", "::1"),
            /does not support the condition operator IpAddress/,
        );
    });
});
