import { deepEqual } from "node:assert/strict";
import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { Aws } from "../../../lab/aws/aws.ts";
import { kinds } from "../../../lab/providers/aws/kinds/index.ts";
import type { Properties } from "../../../lab/providers/plugin.ts";
import { client, startTestAws, testCluster } from "../aws/aws.ts";
import { type Case, tryCases } from "./aws-cases.ts";
import { eksTypes } from "./aws-eks-cases.ts";
import { Engine, type Resource } from "./aws-engine.ts";

const region = "us-west-2";
const account = "123456789012";
const iamArn = (path: string) => `arn:${"aws"}:iam::${account}:${path}`;
const tags = { owner: "team", "karpenter.sh/discovery": "one" };

const types = {
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    policy: "aws:iam/policy:Policy",
    queue: "aws:sqs/queue:Queue",
    queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
    rule: "aws:cloudwatch/eventRule:EventRule",
    target: "aws:cloudwatch/eventTarget:EventTarget",
    tag: "aws:ec2/tag:Tag",
    template: "aws:ec2/launchTemplate:LaunchTemplate",
    oidc: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    entry: "aws:eks/accessEntry:AccessEntry",
    association: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
};

const trust = (...services: string[]) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" }],
    });

const allow = (...actions: string[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const queuePolicy = (action: string) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "*" }],
    });

/** How a change of `tags` to those of `retagged` shows. */
const tagged = { 'tags["owner"]': "UPDATE", 'tags["karpenter.sh/discovery"]': "DELETE", 'tags["a"]': "ADD" };
const retagged = { tags: { owner: "other", a: "b" } };

describe("the AWS test plugin", () => {
    let aws: Aws;
    let engine: Engine;
    let stop: (() => Promise<void>) | undefined;
    let subnetId: string;
    before(async () => {
        ({ aws, stop } = await startTestAws());
        aws.addCluster((await testCluster("one", region)).cluster);
        const ec2 = new EC2Client(client(aws, region));
        const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
        const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc!.VpcId, CidrBlock: "10.9.0.0/24" }));
        subnetId = Subnet!.SubnetId!;
        engine = await Engine.start(aws, region);
    });
    after(async () => {
        Engine.forget(aws, region);
        await stop?.();
    });

    /** A resource that others refer to, which goes at the end of the test. */
    const around: Resource[] = [];
    const make = async (type: string, inputs: Properties): Promise<Resource> => {
        const made = await engine.create(type, inputs);
        around.push(made);
        return made;
    };
    afterEach(async () => {
        for (const resource of around.splice(0).reverse()) await engine.delete(resource);
    });
    const makeRole = (name: string) => make(types.role, { name, assumeRolePolicy: trust("ec2.amazonaws.com") });
    const makePolicy = () => make(types.policy, { name: "around", policy: allow("ec2:Describe*") });
    const makeQueue = () => make(types.queue, { name: "around" });
    const makeRule = () => make(types.rule, { name: "around", eventPattern: '{"source":["aws.ec2"]}' });

    const cases: Record<string, Case> = {
        [types.role]: {
            inputs: async () => ({ name: "node", assumeRolePolicy: trust("ec2.amazonaws.com"), tags }),
            id: () => "node",
            updates: [
                [{ assumeRolePolicy: trust("ec2.amazonaws.com", "eks.amazonaws.com") }, { assumeRolePolicy: "UPDATE" }],
                [{ description: "of nodes" }, { description: "ADD" }],
                [{ description: undefined }, { description: "DELETE" }],
                [{ maxSessionDuration: 7200 }, { maxSessionDuration: "UPDATE" }],
                [{ permissionsBoundary: iamArn("policy/bound") }, { permissionsBoundary: "ADD" }],
                [{ permissionsBoundary: undefined }, { permissionsBoundary: "DELETE" }],
                [{ forceDetachPolicies: true }, { forceDetachPolicies: "UPDATE" }],
                [retagged, tagged],
            ],
            replaced: { name: "other", path: "/other/" },
            deleteBeforeReplace: true,
        },
        [types.rolePolicy]: {
            inputs: async () => ({
                role: (await makeRole("around")).id,
                name: "inline",
                policy: allow("ec2:Describe*"),
            }),
            id: () => "around:inline",
            updates: [[{ policy: allow("ec2:*") }, { policy: "UPDATE" }]],
            replaced: { role: "other", name: "other" },
            deleteBeforeReplace: true,
        },
        [types.attachment]: {
            inputs: async () => ({ role: (await makeRole("around")).id, policyArn: (await makePolicy()).id }),
            id: () => `around/${iamArn("policy/around")}`,
            replaced: { role: "other", policyArn: iamArn("policy/other") },
        },
        [types.policy]: {
            inputs: async () => ({ name: "part", policy: allow("ec2:Describe*", "ec2:Run*"), tags }),
            id: () => iamArn("policy/part"),
            updates: [
                [{ policy: allow("ec2:*") }, { policy: "UPDATE" }],
                [retagged, tagged],
            ],
            replaced: { name: "other", path: "/other/", description: "other" },
            deleteBeforeReplace: true,
        },
        [types.queue]: {
            inputs: async () => ({ name: "queue", messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags }),
            id: () => `${aws.endpoint}/${account}/queue`,
            updates: [
                [{ messageRetentionSeconds: 400 }, { messageRetentionSeconds: "UPDATE" }],
                [{ visibilityTimeoutSeconds: 40 }, { visibilityTimeoutSeconds: "UPDATE" }],
                [{ sqsManagedSseEnabled: undefined, kmsMasterKeyId: "alias/key" }, { kmsMasterKeyId: "ADD" }],
                [retagged, tagged],
            ],
            replaced: { name: "other" },
            deleteBeforeReplace: true,
        },
        [types.queuePolicy]: {
            inputs: async () => ({ queueUrl: (await makeQueue()).id, policy: queuePolicy("sqs:SendMessage") }),
            id: ({ queueUrl }) => queueUrl,
            updates: [[{ policy: queuePolicy("sqs:*") }, { policy: "UPDATE" }]],
            replaced: { queueUrl: "http://other" },
        },
        [types.rule]: {
            inputs: async () => ({ name: "rule", eventPattern: '{"source":["aws.ec2"]}', tags }),
            id: () => "rule",
            updates: [
                [{ eventPattern: '{"source":["aws.health"]}' }, { eventPattern: "UPDATE" }],
                [{ description: "health" }, { description: "ADD" }],
                [{ description: undefined }, { description: "DELETE" }],
                [{ forceDestroy: true }, { forceDestroy: "UPDATE" }],
                [retagged, tagged],
            ],
            replaced: { name: "other" },
            deleteBeforeReplace: true,
        },
        [types.target]: {
            inputs: async () => ({
                rule: (await makeRule()).id,
                targetId: "Queue",
                arn: (await makeQueue()).state.arn,
            }),
            id: () => "around-Queue",
            importId: () => "around/Queue",
            updates: [[{ arn: `arn:${"aws"}:sqs:${region}:${account}:other` }, { arn: "UPDATE" }]],
            replaced: { rule: "other", targetId: "other" },
        },
        [types.tag]: {
            inputs: async () => ({ resourceId: subnetId, key: "karpenter.sh/discovery", value: "one" }),
            id: () => `${subnetId},karpenter.sh/discovery`,
            updates: [[{ value: "two" }, { value: "UPDATE" }]],
            replaced: { resourceId: "subnet-other", key: "other" },
        },
        [types.template]: {
            inputs: async () => ({
                name: "system",
                blockDeviceMappings: [
                    {
                        deviceName: "/dev/xvda",
                        ebs: {
                            volumeType: "gp3",
                            volumeSize: 20,
                            encrypted: "true",
                            kmsKeyId: "key",
                            deleteOnTermination: "true",
                        },
                    },
                ],
                metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
                tagSpecifications: ["instance", "volume"].map(resourceType => ({ resourceType, tags })),
                updateDefaultVersion: true,
                tags,
            }),
            id: () => /^lt-[0-9a-f]+$/,
            state: ({ id, inputs }) => ({
                ...inputs,
                arn: `arn:${"aws"}:ec2:${region}:${account}:launch-template/${id}`,
                latestVersion: 1,
                defaultVersion: 1,
                namePrefix: "",
                region,
                tagsAll: tags,
            }),
            unread: { updateDefaultVersion: "ADD" },
            updates: [
                [
                    {
                        metadataOptions: {
                            httpEndpoint: "enabled",
                            httpTokens: "optional",
                            httpPutResponseHopLimit: 1,
                        },
                    },
                    { "metadataOptions.httpTokens": "UPDATE" },
                ],
                [{ blockDeviceMappings: [{ deviceName: "/dev/xvda" }] }, { blockDeviceMappings: "UPDATE" }],
                [{ description: "of nodes" }, { description: "ADD" }],
                [{ tagSpecifications: undefined }, { tagSpecifications: "DELETE" }],
                [{ updateDefaultVersion: undefined }, { updateDefaultVersion: "DELETE" }],
                [retagged, tagged],
            ],
            replaced: { name: "other" },
            deleteBeforeReplace: true,
        },
        [types.oidc]: {
            inputs: async () => ({
                url: "https://oidc.example.com/id/ONE",
                clientIdLists: ["sts.amazonaws.com"],
                tags,
            }),
            id: () => iamArn("oidc-provider/oidc.example.com/id/ONE"),
            state: ({ id, inputs }) => ({
                ...inputs,
                url: "oidc.example.com/id/ONE",
                thumbprintLists: [],
                arn: id,
                tagsAll: tags,
            }),
            updates: [
                [{ thumbprintLists: ["a".repeat(40)] }, { thumbprintLists: "ADD" }],
                [retagged, tagged],
            ],
            replaced: { url: "https://oidc.example.com/id/TWO" },
        },
        [types.entry]: {
            inputs: async () => ({
                clusterName: "one",
                principalArn: (await makeRole("around")).state.arn,
                type: "EC2_LINUX",
                tags,
            }),
            id: () => `one:${iamArn("role/around")}`,
            updates: [[retagged, tagged]],
            replaced: { clusterName: "other", principalArn: iamArn("role/other"), type: "EC2_WINDOWS" },
        },
        [types.association]: {
            inputs: async () => ({
                clusterName: "one",
                namespace: "karpenter",
                serviceAccount: "karpenter",
                roleArn: (await makeRole("around")).state.arn,
                tags,
            }),
            id: () => /^a-[0-9a-z]+$/,
            importId: ({ id }) => `one,${id}`,
            updates: [
                [{ roleArn: iamArn("role/other") }, { roleArn: "UPDATE" }],
                [retagged, tagged],
            ],
            replaced: { clusterName: "other", namespace: "other", serviceAccount: "other" },
        },
    };

    it("knows no type that is not tried here or beside a fake EKS", () =>
        deepEqual([...Object.keys(cases), ...eksTypes].sort(), Object.keys(kinds).sort()));

    tryCases(cases, () => engine, make);
});
