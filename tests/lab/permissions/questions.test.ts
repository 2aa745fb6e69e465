import { deepEqual, rejects } from "node:assert/strict";
import { asked } from "./asked.ts";
import type { FakeAccount } from "./fake-account.ts";

const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }],
};
const queuePolicy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" }],
};

for (const [partition, region, ec2] of [
    ["aws", "us-west-2", "ec2.amazonaws.com"],
    ["aws-cn", "cn-north-1", "ec2.amazonaws.com.cn"],
])
    describe(`what AWS asks about a request, in ${region}`, () => {
        const iamArn = (rest: string) => `arn:${partition}:iam::123456789012:${rest}`;
        const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:123456789012:${rest}`;
        const key = arn("kms", "key/1");
        const account: FakeAccount = {
            region: region!,
            profiles: { mine: { path: "/karpenter/", role: "node", tags: { team: "a" } } },
            roles: { node: trust },
            queues: {
                plain: {},
                locked: { Policy: JSON.stringify(queuePolicy), KmsMasterKeyId: key },
            },
        };
        const form = (service: string) => (fields: Record<string, string>) => asked({ service, form: fields }, account);
        const json = (service: string, target: string, body: object) =>
            asked({ service, json: { target, body } }, account);
        const iam = form("iam");

        it("that makes an instance profile: that one under its path, with its tags to be", async () => {
            deepEqual(
                await iam({
                    Action: "CreateInstanceProfile",
                    InstanceProfileName: "new",
                    Path: "/karpenter/",
                    "Tags.member.1.Key": "team",
                    "Tags.member.1.Value": "b",
                }),
                [
                    {
                        action: "iam:CreateInstanceProfile",
                        resource: iamArn("instance-profile/karpenter/new"),
                        context: { "aws:RequestTag/team": "b", "aws:TagKeys": ["team"] },
                    },
                ],
            );
        });

        const tags = { "aws:ResourceTag/team": "a", "iam:ResourceTag/team": "a" };
        const profile = iamArn("instance-profile/karpenter/mine");

        it("on an instance profile: where it is and with its tags, whatever the request says of it", async () => {
            for (const Action of ["GetInstanceProfile", "DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"])
                deepEqual(await iam({ Action, InstanceProfileName: "mine", RoleName: "node" }), [
                    { action: `iam:${Action}`, resource: profile, context: tags },
                ]);
            deepEqual(await iam({ Action: "GetInstanceProfile", InstanceProfileName: "none" }), [
                { action: "iam:GetInstanceProfile", resource: iamArn("instance-profile/none"), context: {} },
            ]);
        });

        it("that puts a role into an instance profile: that, and passing the role to EC2", async () => {
            deepEqual(
                await iam({ Action: "AddRoleToInstanceProfile", InstanceProfileName: "mine", RoleName: "node" }),
                [
                    { action: "iam:AddRoleToInstanceProfile", resource: profile, context: tags },
                    { action: "iam:PassRole", resource: iamArn("role/node"), context: { "iam:PassedToService": ec2 } },
                ],
            );
        });

        it("that lists instance profiles, or is about a role", async () => {
            deepEqual(await iam({ Action: "ListInstanceProfiles", PathPrefix: "/karpenter/" }), [
                { action: "iam:ListInstanceProfiles", resource: "*", context: {} },
            ]);
            deepEqual(await iam({ Action: "AttachRolePolicy", RoleName: "node", PolicyArn: "arn" }), [
                { action: "iam:AttachRolePolicy", resource: iamArn("role/node"), context: {} },
            ]);
        });

        it("to a queue, by name or URL: with the queue's policy, and its key where it has one", async () => {
            deepEqual(await json("sqs", "AmazonSQS.GetQueueUrl", { QueueName: "plain" }), [
                { action: "sqs:GetQueueUrl", resource: arn("sqs", "plain"), context: {} },
            ]);
            const QueueUrl = "http://127.0.0.1/123456789012/locked";
            deepEqual(await json("sqs", "AmazonSQS.DeleteMessageBatch", { QueueUrl }), [
                {
                    action: "sqs:DeleteMessage",
                    resource: arn("sqs", "locked"),
                    context: {},
                    resourcePolicy: queuePolicy,
                },
            ]);
            const [, decrypt] = await json("sqs", "AmazonSQS.ReceiveMessage", { QueueUrl });
            deepEqual(decrypt, {
                action: "kms:Decrypt",
                resource: key,
                context: {
                    "aws:ViaAWSService": "true",
                    "kms:ViaService": `sqs.${region}.amazonaws.com`,
                    "kms:EncryptionContext:aws:sqs:arn": arn("sqs", "locked"),
                },
                resourcePolicy: {
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Principal: { AWS: iamArn("root") }, Action: "kms:*", Resource: "*" },
                    ],
                },
            });
        });

        it("for a parameter: AWS's own in no account, others in this one, or as its ARN says", async () => {
            const get = (Name: string) => json("ssm", "AmazonSSM.GetParameter", { Name });
            const one = (resource: string) => [{ action: "ssm:GetParameter", resource, context: {} }];
            deepEqual(
                await get("/aws/service/eks/x"),
                one(`arn:${partition}:ssm:${region}::parameter/aws/service/eks/x`),
            );
            deepEqual(await get("/own/x"), one(arn("ssm", "parameter/own/x")));
            deepEqual(await get("x"), one(arn("ssm", "parameter/x")));
            deepEqual(await get(arn("ssm", "parameter/y")), one(arn("ssm", "parameter/y")));
        });

        it("for a cluster, for prices, or for whether a cluster is shifted out of a zone", async () => {
            deepEqual(await asked({ service: "eks", path: "/clusters/one" }, account), [
                { action: "eks:DescribeCluster", resource: arn("eks", "cluster/one"), context: {} },
            ]);
            deepEqual(await json("pricing", "AWSPriceListService.GetProducts", {}), [
                { action: "pricing:GetProducts", resource: "*", context: {} },
            ]);
            const path = `/managedresources/${encodeURIComponent(arn("eks", "cluster/one"))}`;
            deepEqual(await asked({ service: "arc-zonal-shift", path }, account), [
                {
                    action: "arc-zonal-shift:GetManagedResource",
                    resource: "*",
                    context: { "arc-zonal-shift:ResourceIdentifier": arn("eks", "cluster/one") },
                },
            ]);
        });

        it("for a role: with its trust; for who one is: nothing", async () => {
            const sts = form("sts");
            deepEqual(await sts({ Action: "AssumeRole", RoleArn: iamArn("role/node"), RoleSessionName: "me" }), [
                {
                    action: "sts:AssumeRole",
                    resource: iamArn("role/node"),
                    context: { "sts:RoleSessionName": "me" },
                    resourcePolicy: trust,
                },
            ]);
            deepEqual(await sts({ Action: "GetCallerIdentity" }), []);
        });

        it("to a service that the lab does not know: that is said", async () => {
            await rejects(
                json("dynamodb", "DynamoDB.GetItem", {}),
                /does not know what AWS asks about dynamodb:GetItem/,
            );
        });
    });
