import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    CreateOpenIDConnectProviderCommand,
    GetInstanceProfileCommand,
    IAMClient,
    ListPolicyVersionsCommand,
    TagRoleCommand,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../../lab/aws/aws.ts";
import { NotReady, type Properties } from "../../../lab/providers/plugin.ts";
import { unknown } from "../../../lab/providers/unknown.ts";
import { client, startTestAws, testCluster } from "../aws/aws.ts";
import { Engine } from "./aws-engine.ts";

const region = "us-west-2";
const account = "123456789012";
const arn = (rest: string, partition = "aws") => `arn:${partition}:${rest}`;
const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const allow = (action: string) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });

describe("the AWS test plugin", () => {
    let aws: Aws;
    let engine: Engine;
    let iam: IAMClient;
    let ec2: EC2Client;
    let stop: (() => Promise<void>) | undefined;
    before(async () => {
        ({ aws, stop } = await startTestAws());
        aws.addCluster((await testCluster("one", region)).cluster);
        iam = new IAMClient(client(aws, region));
        ec2 = new EC2Client(client(aws, region));
        engine = await Engine.start(aws, region);
    });
    after(async () => {
        Engine.forget(aws, region);
        await stop?.();
    });

    describe("in a preview", () => {
        const subject = { urn: "", type: role, name: "thing", timeout: 0, preview: true };

        it("says what a new resource will be as far as it knows, and asks AWS nothing", async () => {
            const asked = aws.calls.length;
            const inputs = await engine.check(role, { name: "new", assumeRolePolicy: unknown, tags: { a: "b" } });
            deepEqual(await engine.plugin.create({ ...subject, inputs }), {
                state: {
                    name: "new",
                    path: "/",
                    assumeRolePolicy: unknown,
                    maxSessionDuration: 3600,
                    forceDetachPolicies: false,
                    tags: { a: "b" },
                    tagsAll: { a: "b" },
                    arn: unknown,
                    createDate: unknown,
                    uniqueId: unknown,
                    namePrefix: unknown,
                    managedPolicyArns: unknown,
                    inlinePolicies: unknown,
                },
            });
            equal(aws.calls.length, asked);
        });

        it("keeps what an update does not change, and drops what it takes away", async () => {
            const made = await engine.create(role, {
                name: "kept",
                assumeRolePolicy,
                description: "old",
                tags: { a: "b" },
            });
            const asked = aws.calls.length;
            const inputs = await engine.check(
                role,
                { name: "kept", assumeRolePolicy, maxSessionDuration: 7200 },
                made.inputs,
            );
            const { description: _, tags: __, ...kept } = made.state;
            const state = await engine.plugin.update({ ...made, ...subject, oldInputs: made.inputs, inputs });
            deepEqual(state, { ...kept, maxSessionDuration: 7200, tagsAll: {} });
            equal(aws.calls.length, asked);
            await engine.delete(made);
        });
    });

    it("shows what others have changed, so that the next update puts it right", async () => {
        const given = { name: "shared", assumeRolePolicy, tags: { owner: "me" } };
        const made = await engine.create(role, given);
        await iam.send(
            new TagRoleCommand({
                RoleName: "shared",
                Tags: [
                    { Key: "owner", Value: "them" },
                    { Key: "theirs", Value: "yes" },
                ],
            }),
        );
        const found = (await engine.refresh(made))!;
        deepEqual(found.inputs.tags, { owner: "them", theirs: "yes" });
        deepEqual(await engine.changes(found, given), { 'tags["owner"]': "UPDATE", 'tags["theirs"]': "DELETE" });
        deepEqual((await engine.update(found, given)).state, made.state);
        await engine.delete(made);
    });

    it("puts the provider's default tags on everything, apart from a resource's own", async () => {
        const defaulting = await Engine.start(aws, region, {
            defaultTags: JSON.stringify({ tags: { stack: "dev", owner: "all" } }),
        });
        const given = { name: "tagged", assumeRolePolicy, tags: { owner: "me" } };
        const made = await defaulting.create(role, given);
        deepEqual(made.state.tags, { owner: "me" });
        deepEqual(made.state.tagsAll, { owner: "me", stack: "dev" });
        deepEqual(await defaulting.refresh(made), made);
        deepEqual(await defaulting.changes(made, given), {});
        deepEqual(await engine.changes(made, given), { 'tagsAll["stack"]': "DELETE" });
        deepEqual((await engine.update(made, given)).state.tagsAll, { owner: "me" });
        await engine.delete(made);
    });

    it("does not delete a role under the policies that others have attached, unless told to let go of them", async () => {
        const attached = await engine.create(policy, { name: "theirs", policy: allow("ec2:*") });
        const made = await engine.create(role, { name: "used", assumeRolePolicy });
        const held = await engine.create(attachment, { role: "used", policyArn: attached.id });
        await rejects(engine.delete(made), /deleting aws:iam\/role:Role used: DeleteConflict/);
        await engine.delete(await engine.update(made, { name: "used", assumeRolePolicy, forceDetachPolicies: true }));
        equal(await engine.refresh(made), undefined);
        equal(await engine.refresh(held), undefined);
        await engine.delete(held);
        await engine.delete(attached);
    });

    it("takes a role out of its instance profiles before it deletes it", async () => {
        const InstanceProfileName = "of-nodes";
        const made = await engine.create(role, { name: "profiled", assumeRolePolicy });
        await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "profiled" }));
        await engine.delete(made);
        equal(await engine.refresh(made), undefined);
        const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));
        deepEqual(InstanceProfile?.Roles, []);
    });

    it("does not take a role for gone because an instance profile of it is", async () => {
        const InstanceProfileName = "going";
        const made = await engine.create(role, { name: "held", assumeRolePolicy });
        await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "held" }));
        const fail = { status: 404, code: "NoSuchEntity", message: "Instance Profile going cannot be found." };
        const end = aws.fault({ action: "RemoveRoleFromInstanceProfile", fail });
        await rejects(engine.delete(made), /deleting aws:iam\/role:Role held: DeleteConflict/);
        end();
        await engine.delete(made);
    });

    it("keeps no more versions of a policy than AWS does, and deletes them all", async () => {
        let made = await engine.create(policy, { name: "versions", policy: allow("ec2:0") });
        for (const action of ["ec2:1", "ec2:2", "ec2:3", "ec2:4", "ec2:5", "ec2:6"])
            made = await engine.update(made, { name: "versions", policy: allow(action) });
        equal(made.state.policy, allow("ec2:6"));
        const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: made.id }));
        deepEqual(Versions.map(({ VersionId }) => VersionId).sort(), ["v3", "v4", "v5", "v6", "v7"]);
        await engine.delete(made);
        equal(await engine.refresh(made), undefined);
    });

    it("tells the engine of what it made and could not read, so that it is not forgotten", async () => {
        const end = aws.fault({
            action: "GetRole",
            times: 1,
            fail: { status: 403, code: "AccessDenied", message: "no" },
        });
        const failed: unknown = await engine.create(role, { name: "unread", assumeRolePolicy }).catch(error => error);
        end();
        equal(failed instanceof NotReady, true);
        const { id, message, state } = failed as NotReady;
        deepEqual([id, state.name], ["unread", "unread"]);
        match(message, /reading aws:iam\/role:Role unread: no/);
        await engine.delete({ urn: "", type: role, name: "thing", id, state, inputs: state });
    });

    it("waits when AWS is busy", async () => {
        const busy = { status: 400, code: "Throttling", message: "Rate exceeded" };
        const end = aws.fault({ action: "CreateRole", times: 2, fail: busy });
        await engine.delete(await engine.create(role, { name: "busy", assumeRolePolicy }));
        end();
    });

    it("refuses a resource, a function and configuration that it does not know, and an account that is not allowed", async () => {
        await rejects(
            engine.check("aws:s3/bucket:Bucket", {}),
            /has a aws:s3\/bucket:Bucket, which this plugin does not support/,
        );
        await rejects(engine.plugin.invoke("aws:s3/getBucket:getBucket", {}), /calls aws:s3\/getBucket:getBucket/);
        const inputs = { region, accessKey: "x", allowedAccountIds: "[]" };
        const { failures } = await engine.plugin.checkConfig({ urn: "", type: "", name: "", inputs });
        deepEqual(
            failures.map(({ property }) => property),
            ["accessKey"],
        );
        await rejects(
            Engine.start(aws, region, { allowedAccountIds: '["1"]' }),
            /the account 123456789012 is not one of aws:allowedAccountIds: 1/,
        );
    });

    describe("asked by the program", () => {
        const ask = (token: string, args: Properties = {}) => engine.plugin.invoke(`aws:${token}`, args);

        it("says where it is and who asks", async () => {
            const of = async (region: string, token: string) =>
                (await Engine.start(aws, region)).plugin.invoke(token, {});
            deepEqual(await ask("index/getCallerIdentity:getCallerIdentity"), {
                id: account,
                accountId: account,
                arn: arn(`iam::${account}:user/admin`),
                userId: (await ask("index/getCallerIdentity:getCallerIdentity")).userId,
            });
            equal((await ask("index/getRegion:getRegion")).region, region);
            const partitions = ["us-west-2", "cn-north-1", "us-gov-west-1"].map(region =>
                of(region, "aws:index/getPartition:getPartition"),
            );
            deepEqual(
                (await Promise.all(partitions)).map(({ partition, dnsSuffix, reverseDnsPrefix }) => [
                    partition,
                    dnsSuffix,
                    reverseDnsPrefix,
                ]),
                [
                    ["aws", "amazonaws.com", "com.amazonaws"],
                    ["aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"],
                    ["aws-us-gov", "amazonaws.com", "com.amazonaws"],
                ],
            );
        });

        it("finds a cluster, and says so when there is none, nor an add-on", async () => {
            const cluster = await ask("eks/getCluster:getCluster", { name: "one" });
            deepEqual(
                [cluster.version, cluster.certificateAuthorities, cluster.accessConfigs[0].authenticationMode],
                ["1.36", [{ data: "Q0E=" }], "API_AND_CONFIG_MAP"],
            );
            deepEqual(
                [
                    cluster.identities[0].oidcs[0].issuer,
                    cluster.kubernetesNetworkConfigs[0].ipFamily,
                    cluster.vpcConfig.vpcId,
                ],
                [`https://oidc.eks.${region}.amazonaws.com/id/ONE`, "ipv4", "vpc-1"],
            );
            await rejects(
                ask("eks/getCluster:getCluster", { name: "two" }),
                /EKS Cluster \(two\): couldn't find resource/,
            );
            await rejects(
                ask("eks/getAddon:getAddon", { clusterName: "one", addonName: "none" }),
                /EKS Add-On \(one:none\): couldn't find resource/,
            );
        });

        it("finds a role, an instance profile and an OIDC provider, and says so when there is none", async () => {
            const made = await engine.create(role, { name: "asked", assumeRolePolicy });
            const InstanceProfileName = "asked-for";
            await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
            await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "asked" }));
            const Url = "https://oidc.example.com/id/ONE";
            const { OpenIDConnectProviderArn } = await iam.send(
                new CreateOpenIDConnectProviderCommand({
                    Url,
                    ClientIDList: ["sts.amazonaws.com"],
                    ThumbprintList: ["a".repeat(40)],
                }),
            );
            equal((await ask("iam/getRole:getRole", { name: "asked" })).arn, made.state.arn);
            const profile = await ask("iam/getInstanceProfile:getInstanceProfile", { name: "asked-for" });
            deepEqual([profile.roleArn, profile.roleName], [made.state.arn, "asked"]);
            const byUrl = await ask("iam/getOpenIdConnectProvider:getOpenIdConnectProvider", { url: Url });
            deepEqual([byUrl.arn, byUrl.clientIdLists], [OpenIDConnectProviderArn, ["sts.amazonaws.com"]]);
            deepEqual(await ask("iam/getOpenIdConnectProvider:getOpenIdConnectProvider", { arn: byUrl.arn }), byUrl);

            const none = /couldn't find resource/;
            await rejects(ask("iam/getRole:getRole", { name: "none" }), none);
            await rejects(ask("iam/getInstanceProfile:getInstanceProfile", { name: "none" }), none);
            await rejects(
                ask("iam/getOpenIdConnectProvider:getOpenIdConnectProvider", { url: "https://oidc.example.com/id/O" }),
                none,
            );
            await engine.delete(made);
        });

        it("finds subnets and security groups by filters", async () => {
            const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.8.0.0/16" }));
            const vpc = Vpc!.VpcId!;
            const Tags = [{ Key: "part", Value: "one" }];
            const { Subnet } = await ec2.send(
                new CreateSubnetCommand({
                    VpcId: vpc,
                    CidrBlock: "10.8.0.0/24",
                    TagSpecifications: [{ ResourceType: "subnet", Tags }],
                }),
            );
            const { GroupId } = await ec2.send(
                new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: "one", Description: "one" }),
            );
            const filters = [{ name: "vpc-id", values: [vpc] }];
            const found = { id: region, region, tags: {}, filters };
            deepEqual(await ask("ec2/getSubnets:getSubnets", { filters }), { ...found, ids: [Subnet!.SubnetId] });
            deepEqual((await ask("ec2/getSubnets:getSubnets", { filters, tags: { part: "two" } })).ids, []);
            equal((await ask("ec2/getSubnet:getSubnet", { id: Subnet!.SubnetId })).vpcId, vpc);
            await rejects(
                ask("ec2/getSubnet:getSubnet", { id: "subnet-0123456789abcdef0" }),
                /subnet-0123456789abcdef0/,
            );
            await rejects(ask("ec2/getSubnet:getSubnet", { tags: { part: "two" } }), /no matching EC2 Subnet found/);

            const named = [...filters, { name: "group-name", values: ["one"] }];
            deepEqual(await ask("ec2/getSecurityGroups:getSecurityGroups", { filters: named }), {
                ...found,
                filters: named,
                ids: [GroupId],
                vpcIds: [vpc],
                arns: [arn(`ec2:${region}:${account}:security-group/${GroupId}`)],
            });
        });
    });
});
