import { equal, ok, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DescribeVpcsCommand, EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { CreatePodIdentityAssociationCommand, EKSClient } from "@aws-sdk/client-eks";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    CreateOpenIDConnectProviderCommand,
    CreateRoleCommand,
    IAMClient,
    PutRolePolicyCommand,
    RemoveRoleFromInstanceProfileCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
    AssumeRoleCommand,
    AssumeRoleWithWebIdentityCommand,
    GetCallerIdentityCommand,
    STSClient,
} from "@aws-sdk/client-sts";
import type { Aws, EksCluster } from "../../../lab/aws/aws.ts";
import { arnOf, globalArn } from "../../../lab/aws/partition.ts";
import { client, keysOf, startTestAws, testCluster, tools } from "./aws.ts";

for (const region of ["us-west-2", "cn-north-1"])
    describe(`the lab's AWS: who may have a role, in ${region}`, () => {
        let aws: Aws;
        let stop: () => Promise<void>;
        let cluster: EksCluster;
        let token: Awaited<ReturnType<typeof testCluster>>["token"];
        before(async () => {
            ({ aws, stop } = await startTestAws());
            ({ cluster, token } = await testCluster("one", region));
            aws.addCluster(cluster);
            const command = {
                Url: cluster.issuer,
                ClientIDList: ["sts.amazonaws.com"],
                ThumbprintList: ["0".repeat(40)],
            };
            await new IAMClient(client(aws, region)).send(new CreateOpenIDConnectProviderCommand(command));
        });
        after(() => stop?.());

        const iam = () => new IAMClient(client(aws, region));
        const sts = () => new STSClient(client(aws, region));
        const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
        const role = async (RoleName: string, statement: object) => {
            const { Role } = await iam().send(
                new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(statement) }),
            );
            return Role!.Arn!;
        };

        describe("by a service account's token (IRSA)", () => {
            let roleArn: string;
            before(async () => {
                const issuer = cluster.issuer.replace("https://", "");
                roleArn = await role("irsa", {
                    Effect: "Allow",
                    Principal: { Federated: globalArn(region, "iam", `oidc-provider/${issuer}`) },
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Condition: {
                        StringEquals: {
                            [`${issuer}:aud`]: "sts.amazonaws.com",
                            [`${issuer}:sub`]: "system:serviceaccount:karpenter:karpenter",
                        },
                    },
                });
            });
            const assume = (WebIdentityToken: string) =>
                sts().send(
                    new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn, RoleSessionName: "me", WebIdentityToken }),
                );

            it("hands out keys that are the role's, with their session token only", async () => {
                await iam().send(
                    new PutRolePolicyCommand({
                        RoleName: "irsa",
                        PolicyName: "describe",
                        PolicyDocument: policy({ Effect: "Allow", Action: "ec2:DescribeVpcs", Resource: "*" }),
                    }),
                );
                const { Credentials, SubjectFromWebIdentityToken } = await assume(await token("sts.amazonaws.com"));
                equal(SubjectFromWebIdentityToken, "system:serviceaccount:karpenter:karpenter");
                const keys = keysOf(Credentials!);
                const { Arn } = await new STSClient(client(aws, region, keys)).send(new GetCallerIdentityCommand({}));
                equal(Arn, globalArn(region, "sts", "assumed-role/irsa/me"));
                await new EC2Client(client(aws, region, keys)).send(new DescribeVpcsCommand({}));
                equal(aws.calls.at(-1)?.caller.arn, Arn);
                const without = new EC2Client(client(aws, region, { ...keys, sessionToken: undefined }));
                await rejects(without.send(new DescribeVpcsCommand({})), { name: "AuthFailure" });
            });

            it("refuses another service account, audience, issuer or signature, and a token past its time", async () => {
                const other = await token("sts.amazonaws.com", { serviceAccount: "other" });
                await rejects(assume(other), { name: "AccessDenied" });
                const wrong = (message: RegExp) => ({ name: "InvalidIdentityTokenException", message });
                await rejects(assume(await token("pods.eks.amazonaws.com")), wrong(/Incorrect token audience/));
                const elsewhere = await token("sts.amazonaws.com", { issuer: "https://elsewhere" });
                await rejects(assume(elsewhere), wrong(/No OpenIDConnect provider/));
                const forged = await testCluster("one", region);
                await rejects(assume(await forged.token("sts.amazonaws.com")), wrong(/verification key/));
                const old = await token("sts.amazonaws.com", { expires: "-1h" });
                await rejects(assume(old), { name: "ExpiredTokenException" });
            });

            it("refuses an issuer of which IAM has no provider", async () => {
                const unknown = await testCluster("unknown", region);
                aws.addCluster(unknown.cluster);
                await rejects(assume(await unknown.token("sts.amazonaws.com")), {
                    name: "InvalidIdentityTokenException",
                });
            });
        });

        it("lets a principal have a role whose trust names it, and nobody else", async () => {
            const trusting = await role("trusting", {
                Effect: "Allow",
                Principal: { AWS: globalArn(region, "iam", "root") },
                Action: "sts:AssumeRole",
            });
            const wary = await role("wary", {
                Effect: "Allow",
                Principal: { Service: "ec2.amazonaws.com" },
                Action: "sts:AssumeRole",
            });
            const assume = (RoleArn: string) => sts().send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }));
            equal((await assume(trusting)).AssumedRoleUser?.Arn, globalArn(region, "sts", "assumed-role/trusting/me"));
            await rejects(assume(wary), { name: "AccessDenied" });
            await rejects(assume(`${wary}-not`), { name: "AccessDenied" });
        });

        describe("by EKS Pod Identity", () => {
            let roleArn: string;
            const statement = (conditions: object = {}) => ({
                Effect: "Allow",
                Principal: { Service: "pods.eks.amazonaws.com" },
                Action: ["sts:AssumeRole", "sts:TagSession"],
                Condition: {
                    StringEquals: {
                        "aws:RequestTag/eks-cluster-arn": arnOf(region, "eks", "cluster/one"),
                        "aws:RequestTag/kubernetes-namespace": "karpenter",
                        "aws:RequestTag/kubernetes-service-account": "karpenter",
                        ...conditions,
                    },
                },
            });
            before(async () => {
                roleArn = await role("pods", statement());
                await new EKSClient(client(aws, region)).send(
                    new CreatePodIdentityAssociationCommand({
                        clusterName: "one",
                        namespace: "karpenter",
                        serviceAccount: "karpenter",
                        roleArn,
                    }),
                );
            });
            const ask = async (jwt: string) => {
                const answer = await fetch(aws.podIdentityUrl, { headers: { authorization: jwt } });
                return { status: answer.status, body: (await answer.json()) as Record<string, string> };
            };

            it("hands out keys for the token of a pod whose service account is associated", async () => {
                const { status, body } = await ask(await token("pods.eks.amazonaws.com"));
                equal(status, 200);
                const keys = {
                    accessKeyId: body.AccessKeyId!,
                    secretAccessKey: body.SecretAccessKey!,
                    sessionToken: body.Token!,
                };
                const { Arn } = await new STSClient(client(aws, region, keys)).send(new GetCallerIdentityCommand({}));
                equal(Arn, globalArn(region, "sts", "assumed-role/pods/eks-one-karpenter-0"));
                ok(Date.parse(body.Expiration!) > Date.now());
            });

            it("refuses another service account, another audience, and a role that does not trust the pod", async () => {
                const other = await ask(await token("pods.eks.amazonaws.com", { serviceAccount: "other" }));
                equal(other.status, 400);
                ok(/no association/.test(other.body.message!));
                equal((await ask(await token("sts.amazonaws.com"))).status, 400);
                const update = (document: string) =>
                    iam().send(new UpdateAssumeRolePolicyCommand({ RoleName: "pods", PolicyDocument: document }));
                const elsewhere = { "aws:RequestTag/eks-cluster-arn": arnOf(region, "eks", "cluster/two") };
                await update(policy(statement(elsewhere)));
                equal((await ask(await token("pods.eks.amazonaws.com"))).status, 400);
                await update(policy({ ...statement(), Action: "sts:AssumeRole" }));
                equal((await ask(await token("pods.eks.amazonaws.com"))).status, 400);
            });
        });

        describe("by an instance profile", () => {
            const launch = async (profile?: string) => {
                const ec2 = new EC2Client(client(aws, region));
                const { Instances } = await ec2.send(
                    new RunInstancesCommand({
                        MinCount: 1,
                        MaxCount: 1,
                        InstanceType: "m5.large",
                        ImageId: "ami-0a12b34c56d78e902",
                        IamInstanceProfile: profile ? { Name: profile } : undefined,
                    }),
                );
                return Instances![0]!.InstanceId!;
            };
            const profileWith = async (RoleName: string, statement: object) => {
                await role(RoleName, statement);
                await iam().send(
                    new CreateInstanceProfileCommand({ InstanceProfileName: RoleName, Path: "/karpenter/" }),
                );
                await iam().send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: RoleName, RoleName }));
            };

            it("hands out an instance's keys when its role trusts EC2", async () => {
                const Service = region === "cn-north-1" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
                await profileWith("node", { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
                const instance = await launch("node");
                const keys = await aws.instanceCredentials(instance, region);
                equal(keys.roleArn, globalArn(region, "iam", "role/node"));
                const { Arn } = await new STSClient(client(aws, region, keys)).send(new GetCallerIdentityCommand({}));
                equal(Arn, globalArn(region, "sts", `assumed-role/node/${instance}`));
            });

            it("says why an instance has none", async () => {
                await rejects(aws.instanceCredentials(await launch(), region), /has no instance profile/);
                const Service = "lambda.amazonaws.com";
                await profileWith("function", { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
                const instance = await launch("function");
                await rejects(aws.instanceCredentials(instance, region), /does not trust EC2/);
                const command = { InstanceProfileName: "function", RoleName: "function" };
                await iam().send(new RemoveRoleFromInstanceProfileCommand(command));
                await rejects(aws.instanceCredentials(instance, region), /has no role/);
            });
        });

        it("knows by the CLI's token who asks for a cluster, and for which", async () => {
            const { stdout } = await promisify(execFile)(
                (await tools()).aws,
                ["eks", "get-token", "--cluster-name", "one", "--output", "json"],
                { env: { ...aws.environment(region), PATH: process.env.PATH } },
            );
            const jwt = JSON.parse(stdout).status.token.replace("k8s-aws-v1.", "");
            const url = Buffer.from(jwt, "base64url").toString();
            const header = (name: string) => ({ "x-k8s-aws-id": name });
            equal((await aws.identify(url, header("one"))).arn, globalArn(region, "iam", "user/admin"));
            await rejects(aws.identify(url, header("two")), /signature/);
            const date = /X-Amz-Date=\w+/;
            await rejects(aws.identify(url.replace(date, "X-Amz-Date=20260101T000000Z"), header("one")), /15 minutes/);
            await rejects(aws.identify(url.replace("GetCallerIdentity", "ListRoles"), header("one")), /not ListRoles/);
            await rejects(aws.identify(url.replace(/^[^?]*/, "http://example.com/"), header("one")), /not for STS/);
        });
    });
