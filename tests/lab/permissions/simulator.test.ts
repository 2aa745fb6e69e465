import { deepEqual, equal, rejects } from "node:assert/strict";
import { arnOf, globalArn } from "../../../lab/aws/partition.ts";
import type { Question, RolePolicies } from "../../../lab/aws/permissions/question.ts";
import { Simulator } from "./simulator.ts";

const region = "us-west-2";
const session = globalArn(region, "sts", "assumed-role/controller/me");
const instance = arnOf(region, "ec2", "instance/i-1");
const terminate: Question = { action: "ec2:TerminateInstances", resource: instance, context: {} };

const policy = (...Statement: object[]) => ({ name: "own", document: { Version: "2012-10-17", Statement } });
const allow = { Sid: "Allowing", Effect: "Allow", Action: "ec2:*", Resource: "*" };
const judge = (question: Partial<Question>, policies: RolePolicies) =>
    new Simulator().judge({ ...terminate, ...question }, session, policies);
const allowed = async (question: Partial<Question>, ...statements: object[]) =>
    (await judge(question, { tags: {}, identity: [policy(...statements)] })) === undefined;

describe("the judge of the lab's permissions", () => {
    it("allows what a statement allows: action, resource, stars included", async () => {
        equal(await allowed({}, allow), true);
        equal(await allowed({}, { ...allow, Action: "ec2:Terminate*", Resource: `${instance}*` }), true);
        equal(await allowed({}, { ...allow, Action: "ec2:RunInstances" }), false);
        equal(await allowed({}, { ...allow, Resource: arnOf(region, "ec2", "instance/i-2") }), false);
    });

    it("takes what is yet to be made for no instance that a policy names", async () => {
        const made = { action: "ec2:RunInstances", resource: arnOf(region, "ec2", "instance/*") };
        equal(await allowed(made, { ...allow, Resource: arnOf(region, "ec2", "instance/*") }), true);
        equal(await allowed(made, { ...allow, Resource: instance }), false);
    });

    const conditions: Record<string, { question?: Partial<Question>; key: string; value: string | string[] }> = {
        "aws:RequestTag": {
            question: { action: "ec2:CreateTags" },
            key: "aws:RequestTag/eks:eks-cluster-name",
            value: "one",
        },
        "aws:ResourceTag": { key: "aws:ResourceTag/kubernetes.io/cluster/one", value: "owned" },
        "ec2:ResourceTag": { key: "ec2:ResourceTag/team", value: "a" },
        "ec2:CreateAction": { question: { action: "ec2:CreateTags" }, key: "ec2:CreateAction", value: "RunInstances" },
        "iam:PassedToService": {
            question: { action: "iam:PassRole", resource: globalArn(region, "iam", "role/node") },
            key: "iam:PassedToService",
            value: "ec2.amazonaws.com",
        },
        "aws:RequestedRegion": {
            question: { action: "ec2:DescribeImages", resource: "*" },
            key: "aws:RequestedRegion",
            value: region,
        },
        "aws:SecureTransport": { key: "aws:SecureTransport", value: "true" },
        "aws:PrincipalArn": { key: "aws:PrincipalArn", value: globalArn(region, "iam", "role/controller") },
        "arc-zonal-shift:ResourceIdentifier": {
            question: { action: "arc-zonal-shift:GetManagedResource", resource: "*" },
            key: "arc-zonal-shift:ResourceIdentifier",
            value: arnOf(region, "eks", "cluster/one"),
        },
    };
    for (const [name, { question, key, value }] of Object.entries(conditions))
        it(`holds a statement to its condition on ${name}`, async () => {
            const statement = { ...allow, Action: "*", Condition: { StringEquals: { [key]: value } } };
            const asked = (context: Question["context"]) => allowed({ ...question, context }, statement);
            equal(await asked({ [key]: value }), true);
            equal(await asked({ [key.toUpperCase().replace(/\/.*/, "") + key.replace(/^[^/]*/, "")]: value }), true);
            equal(await asked({ [key]: "another" }), false);
            equal(await asked({}), false);
        });

    it("holds a statement to the keys of tags that it lists, of which a request may have some or none", async () => {
        const statement = {
            ...allow,
            Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Name", "karpenter.sh/nodeclaim"] } },
        };
        const asked = (context: Question["context"]) => allowed({ action: "ec2:CreateTags", context }, statement);
        equal(await asked({ "aws:TagKeys": ["Name"] }), true);
        equal(await asked({ "aws:TagKeys": ["Name", "team"] }), false);
        equal(await asked({}), true);
    });

    it("takes an empty tag for one, where any value will do", async () => {
        const key = "aws:RequestTag/karpenter.sh/nodepool";
        const statement = { ...allow, Condition: { StringLike: { [key]: "*" } } };
        equal(await allowed({ action: "ec2:CreateTags", context: { [key]: "" } }, statement), true);
    });

    it("makes nothing of a key that the action does not have", async () => {
        const key = "aws:ResourceTag/team";
        const statement = { ...allow, Action: "eks:*", Condition: { StringEquals: { [key]: "a" } } };
        const describe = {
            action: "ec2:DescribeImages",
            resource: "*",
            context: { "ec2:CreateAction": "RunInstances" },
        };
        equal(await allowed(describe, statement), false);
    });

    it("lets a boundary take away, and give nothing", async () => {
        const within = (boundary: object, identity: object) =>
            judge({}, { tags: {}, identity: [policy(identity)], boundary: { ...policy(boundary), name: "bound" } });
        equal(await within(allow, allow), undefined);
        deepEqual(await within({ ...allow, Action: "ec2:Describe*" }, allow), {
            because: "because no permissions boundary allows the ec2:TerminateInstances action",
            statements: [],
            missing: true,
        });
        deepEqual(await within(allow, { ...allow, Action: "ec2:Describe*" }), {
            because: "because no identity-based policy allows the ec2:TerminateInstances action",
            statements: [],
            missing: true,
        });
        deepEqual(await within({ ...allow, Effect: "Deny", Sid: "Never" }, allow), {
            because: "with an explicit deny in a permissions boundary",
            statements: ["bound Never"],
            missing: false,
        });
    });

    it("says which statement denies, and which would have allowed but for its conditions", async () => {
        const deny = { Sid: "Kept", Effect: "Deny", Action: "ec2:Terminate*", Resource: "*" };
        deepEqual(await judge({}, { tags: {}, identity: [policy(allow, deny)] }), {
            because: "with an explicit deny in an identity-based policy",
            statements: ["own Kept"],
            missing: false,
        });
        const owned = { StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/one": "owned" } };
        deepEqual(await judge({}, { tags: {}, identity: [policy({ ...allow, Condition: owned })] }), {
            because: "because no identity-based policy allows the ec2:TerminateInstances action",
            statements: ["own Allowing: StringEquals aws:ResourceTag/kubernetes.io/cluster/one owned"],
            missing: true,
        });
    });

    it("hears a resource's policy", async () => {
        const resource = arnOf(region, "sqs", "queue");
        const receive = { action: "sqs:ReceiveMessage", resource };
        const own = (change: object) => ({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: resource, ...change }],
        });
        const may = { ...allow, Action: "sqs:ReceiveMessage" };
        equal(await allowed(receive, may), true);
        equal(await allowed({ ...receive, resourcePolicy: own({}) }, allow), true);
        const onlyTls = own({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
        const over = (secure: string) => ({
            ...receive,
            resourcePolicy: onlyTls,
            context: { "aws:SecureTransport": secure },
        });
        equal(await allowed(over("true"), may), true);
        equal(await allowed(over("false"), may), false);
    });

    it("needs both, of a role's trust that leaves it to the account and of the caller's policies", async () => {
        const role = globalArn(region, "iam", "role/other");
        const trust = (AWS: string) => ({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
        });
        const assume = (AWS: string, ...statements: object[]) =>
            allowed({ action: "sts:AssumeRole", resource: role, resourcePolicy: trust(AWS) }, ...statements);
        const may = { ...allow, Action: "sts:*" };
        const root = globalArn(region, "iam", "root");
        equal(await assume(root, may), true);
        equal(await assume(root, allow), false);
        equal(await assume(globalArn(region, "iam", "role/controller"), allow), true);
        equal(await assume(globalArn(region, "iam", "role/third"), may), false);
    });

    it("knows parameters of AWS's own, which are in no account", async () => {
        const get = (name: string) => ({
            action: "ssm:GetParameter",
            resource: `arn:aws:ssm:${region}::parameter/${name}`,
        });
        const read = { ...allow, Action: "ssm:GetParameter", Resource: get("aws/service/*").resource };
        equal(await allowed(get("aws/service/eks/x"), read), true);
        equal(await allowed(get("aws/other"), read), false);
        equal(await allowed({ ...get(""), resource: arnOf(region, "ssm", "parameter/aws/service/x") }, read), false);
    });

    it("refuses questions that AWS would not ask", async () => {
        await rejects(judge({ action: "ec2:Terminate" }, { tags: {}, identity: [] }), /invalid.action/);
        await rejects(
            judge({ resource: arnOf(region, "sqs", "queue") }, { tags: {}, identity: [] }),
            /no.resource.types/,
        );
        await rejects(judge({ action: "ec2:DescribeImages" }, { tags: {}, identity: [] }), /must.use.wildcard/);
    });
});
