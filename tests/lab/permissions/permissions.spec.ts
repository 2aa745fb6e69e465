import { deepEqual, equal, match, rejects } from "node:assert/strict";
import {
    type _InstanceType,
    CreateFleetCommand,
    type CreateFleetCommandInput,
    CreateLaunchTemplateCommand,
    CreateTagsCommand,
    DeleteLaunchTemplateCommand,
    DescribeInstancesCommand,
    EC2Client,
    RebootInstancesCommand,
    type ResourceType,
    RunInstancesCommand,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { DescribeClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import {
    AddRoleToInstanceProfileCommand,
    AttachRolePolicyCommand,
    CreateInstanceProfileCommand,
    CreatePolicyCommand,
    CreateRoleCommand,
    DeleteRolePermissionsBoundaryCommand,
    DetachRolePolicyCommand,
    IAMClient,
    PutRolePermissionsBoundaryCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateQueueCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { controllerPolicies } from "../../../components/controller/policies.ts";
import { queuePolicy } from "../../../components/interruption/interruption.ts";
import type { Aws } from "../../../lab/aws/aws.ts";
import { accountId, arnOf, globalArn, partitionOf } from "../../../lab/aws/partition.ts";
import { type Network, seedCluster, seedNetwork } from "../../../lab/aws/seed.ts";
import { client, keysOf, startTestAws, testCluster } from "../aws/aws.ts";
import { expectDenied } from "./denials.ts";

const controller = "judged-controller";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

for (const region of ["us-west-2", "cn-north-1"])
    describe(`the lab's AWS, judged by the policies of the stack, in ${region}`, () => {
        let aws: Aws;
        let stop: () => Promise<void>;
        let network: Network;
        let keys: { accessKeyId: string; secretAccessKey: string; sessionToken: string };

        before(async () => {
            expectDenied({ caller: `assumed-role/${controller}/` });
            ({ aws, stop } = await startTestAws());
            network = await seedNetwork(aws, { region, cluster: "one" });
            for (const name of ["one", "two"]) {
                const { cluster } = await testCluster(name, region, network);
                aws.addCluster(cluster);
                await seedCluster(aws, cluster);
            }
            await createController();
            const sqs = new SQSClient(client(aws, region));
            const Policy = JSON.stringify(queuePolicy(arnOf(region, "sqs", "one"), []));
            await sqs.send(new CreateQueueCommand({ QueueName: "one", Attributes: { Policy } }));
        });
        after(() => stop?.());

        const admin = () => new IAMClient(client(aws, region));
        const ec2 = () => new EC2Client(client(aws, region, keys));
        const iam = () => new IAMClient(client(aws, region, keys));
        const arn = (rest: string) => arnOf(region, "ec2", rest);

        /** A role that has the policies which the stack makes, half of them as policies of its own. */
        async function createController(): Promise<void> {
            const trust = {
                Effect: "Allow",
                Principal: { AWS: globalArn(region, "iam", "root") },
                Action: "sts:AssumeRole",
            };
            const role = { RoleName: controller, AssumeRolePolicyDocument: document(trust) };
            const { Role } = await admin().send(new CreateRoleCommand(role));
            const policies = controllerPolicies({
                partition: partitionOf(region),
                region,
                accountId,
                cluster: "one",
                passedRoles: [globalArn(region, "iam", "role/one-system")],
                managesProfiles: true,
                queueArn: arnOf(region, "sqs", "one"),
                zonalShift: false,
                reboots: true,
                ssmParameters: [],
                additional: [],
            });
            for (const [index, [PolicyName, policy]] of [...policies].entries()) {
                const PolicyDocument = JSON.stringify(policy);
                if (index % 2)
                    await admin().send(new PutRolePolicyCommand({ RoleName: controller, PolicyName, PolicyDocument }));
                else await attach(PolicyName, PolicyDocument);
            }
            const assume = new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: "me" });
            const { Credentials } = await new STSClient(client(aws, region)).send(assume);
            keys = keysOf(Credentials!);
        }

        async function attach(PolicyName: string, PolicyDocument: string): Promise<string> {
            const { Policy } = await admin().send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
            await admin().send(new AttachRolePolicyCommand({ RoleName: controller, PolicyArn: Policy!.Arn }));
            return Policy!.Arn!;
        }

        const own = (cluster = "one") => ({
            [`kubernetes.io/cluster/${cluster}`]: "owned",
            "eks:eks-cluster-name": cluster,
            "karpenter.sh/nodepool": "default",
        });
        const tagged = (tags: Record<string, string>, ...types: ResourceType[]) =>
            types.map(ResourceType => ({
                ResourceType,
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
            }));
        const createTemplate = (as: EC2Client, name: string, tags = own(), profile = "one-system") =>
            as.send(
                new CreateLaunchTemplateCommand({
                    LaunchTemplateName: name,
                    LaunchTemplateData: {
                        ImageId: "ami-0a12b34c56d78e902",
                        IamInstanceProfile: { Name: profile },
                        NetworkInterfaces: [{ DeviceIndex: 0, Groups: [network.securityGroupId] }],
                        TagSpecifications: tagged(own(), "network-interface", "spot-instances-request"),
                    },
                    TagSpecifications: tagged(tags, "launch-template"),
                }),
            );
        const fleet = (LaunchTemplateName: string, tags = own()): CreateFleetCommandInput => ({
            Type: "instant",
            TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: "spot" },
            LaunchTemplateConfigs: [
                {
                    LaunchTemplateSpecification: { LaunchTemplateName, Version: "$Latest" },
                    Overrides: [{ InstanceType: "m5.large", SubnetId: network.subnetIds[0] }],
                },
            ],
            TagSpecifications: tagged(tags, "instance", "volume", "fleet"),
        });
        const unauthorized = (action: string, resource: RegExp) => ({
            name: "UnauthorizedOperation",
            message: new RegExp(
                `^You are not authorized to perform this operation. User: .*assumed-role/${controller}/me is not ` +
                    `authorized to perform: ${action} on resource: .*${resource.source} because no identity-based policy`,
            ),
        });

        it("lets the controller launch, tag and end what is its cluster's", async () => {
            await createTemplate(ec2(), "own");
            const { Instances, Errors } = await ec2().send(new CreateFleetCommand(fleet("own")));
            deepEqual(Errors, []);
            const Resources = Instances![0]!.InstanceIds!;
            await ec2().send(new CreateTagsCommand({ Resources, Tags: [{ Key: "Name", Value: "node" }] }));
            await ec2().send(new RebootInstancesCommand({ InstanceIds: Resources }));
            await ec2().send(new TerminateInstancesCommand({ InstanceIds: Resources }));
        });

        it("tells a launch that may be tried from one that may not, in EC2's words for a dry run", async () => {
            const input = {
                DryRun: true,
                MinCount: 1,
                MaxCount: 1,
                InstanceType: "m5.large" as _InstanceType,
                LaunchTemplate: { LaunchTemplateName: "own", Version: "$Latest" },
                NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: network.subnetIds[0] }],
            };
            const types = ["instance", "volume", "network-interface"] as const;
            const run = (tags: Record<string, string>) =>
                ec2().send(new RunInstancesCommand({ ...input, TagSpecifications: tagged(tags, ...types) }));
            await rejects(run(own()), { name: "DryRunOperation" });
            await rejects(run(own("two")), unauthorized("ec2:RunInstances", /instance\/\*/));
            const dry = (name: string, tags = own()) =>
                ec2().send(new CreateFleetCommand({ ...fleet(name, tags), DryRun: true }));
            await rejects(dry("own"), { name: "DryRunOperation" });
            await rejects(dry("own", own("two")), unauthorized("ec2:CreateFleet", /fleet\/\*/));
        });

        it("keeps it from launch templates and instances of others", async () => {
            await rejects(
                createTemplate(ec2(), "wrong", own("two")),
                unauthorized("ec2:CreateLaunchTemplate", /launch-template\/\*/),
            );
            const theirs = await createTemplate(new EC2Client(client(aws, region)), "theirs", own("two"));
            const LaunchTemplateId = theirs.LaunchTemplate!.LaunchTemplateId!;
            await rejects(
                ec2().send(new CreateFleetCommand(fleet("theirs"))),
                unauthorized("ec2:CreateFleet", new RegExp(`launch-template/${LaunchTemplateId}`)),
            );
            await rejects(
                ec2().send(new DeleteLaunchTemplateCommand({ LaunchTemplateId })),
                unauthorized("ec2:DeleteLaunchTemplate", new RegExp(LaunchTemplateId)),
            );
            const { Instances } = await new EC2Client(client(aws, region)).send(
                new CreateFleetCommand(fleet("theirs", own("two"))),
            );
            const InstanceIds = Instances![0]!.InstanceIds!;
            await rejects(
                ec2().send(new TerminateInstancesCommand({ InstanceIds })),
                unauthorized("ec2:TerminateInstances", new RegExp(`instance/${InstanceIds[0]}`)),
            );
        });

        it("makes a fleet that launches nothing and says why, where only the launch is denied", async () => {
            await createTemplate(ec2(), "passing", own(), "two-system");
            const { Instances, Errors } = await ec2().send(new CreateFleetCommand(fleet("passing")));
            deepEqual(Instances, []);
            equal(Errors![0]!.ErrorCode, "UnauthorizedOperation");
            match(
                Errors![0]!.ErrorMessage!,
                /iam:PassRole on resource: arn:aws[-\w]*:iam::123456789012:role\/two-system/,
            );
        });

        it("records a denied call with the statement that was missing, and what came near", async () => {
            const [instance] = (await ec2().send(new CreateFleetCommand(fleet("own")))).Instances![0]!.InstanceIds!;
            const tag = { Resources: [instance!], Tags: [{ Key: "team", Value: "a" }] };
            await rejects(ec2().send(new CreateTagsCommand(tag)), { name: "UnauthorizedOperation" });
            const { denied, status, error } = aws.calls.at(-1)!;
            const resource = arn(`instance/${instance}`);
            const keysOf = "aws:TagKeys eks:eks-cluster-name or karpenter.sh/nodeclaim or Name";
            const has = (service: string) =>
                Object.fromEntries(
                    Object.entries(own()).map(([key, value]) => [`${service}:ResourceTag/${key}`, value]),
                );
            const { context, statements, ...rest } = denied!;
            deepEqual([status, error], [403, "UnauthorizedOperation"]);
            deepEqual(rest, {
                action: "ec2:CreateTags",
                resource,
                because: "because no identity-based policy allows the ec2:CreateTags action",
                missing: { Effect: "Allow", Action: "ec2:CreateTags", Resource: resource },
            });
            equal(statements[1], `NodeLifecycle AllowScopedResourceTagging: ForAllValues:StringEquals ${keysOf}`);
            match(statements[0]!, /^NodeLifecycle AllowScopedResourceCreationTagging: StringEquals aws:RequestTag/);
            // EC2 tags an instance with its launch template.
            const known = Object.entries(context).filter(([key]) => !key.includes("aws:ec2launchtemplate"));
            deepEqual(Object.fromEntries(known), {
                "aws:PrincipalArn": globalArn(region, "iam", `role/${controller}`),
                "aws:PrincipalAccount": accountId,
                "aws:PrincipalType": "AssumedRole",
                "aws:PrincipalIsAWSService": "false",
                "aws:ViaAWSService": "false",
                "aws:RequestedRegion": region,
                "aws:SecureTransport": "true",
                ...has("aws"),
                ...has("ec2"),
                "aws:RequestTag/team": "a",
                "aws:TagKeys": ["team"],
            });
        });

        it("lets it make instance profiles that are its own, and put only its own roles into them", async () => {
            const Tags = Object.entries({
                ...own(),
                "topology.kubernetes.io/region": region,
                "karpenter.k8s.aws/ec2nodeclass": "default",
            }).map(([Key, Value]) => ({ Key, Value }));
            const path = `karpenter/${region}/one/1`;
            const create = (InstanceProfileName: string, more: object) =>
                iam().send(new CreateInstanceProfileCommand({ InstanceProfileName, Path: `/${path}/`, ...more }));
            const denied = (action: string, resource: string) => ({
                name: "AccessDenied",
                message: new RegExp(`perform: ${action} on resource: ${globalArn(region, "iam", resource)} because`),
            });
            await create("own", { Tags });
            await rejects(create("bare", {}), denied("iam:CreateInstanceProfile", `instance-profile/${path}/bare`));
            const add = (InstanceProfileName: string, RoleName: string) =>
                iam().send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
            await rejects(add("own", "two-system"), denied("iam:PassRole", "role/two-system"));
            await rejects(
                add("two-system", "one-system"),
                denied("iam:AddRoleToInstanceProfile", "instance-profile/two-system"),
            );
            await add("own", "one-system");
        });

        it("lets it read its queue, over TLS, and no other", async () => {
            const sqs = new SQSClient(client(aws, region, keys));
            const url = async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
            const QueueUrl = await url("one");
            await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
            await rejects(url("one-of-others"), { name: "AccessDenied" });
            sqs.middlewareStack.add(
                next => args => {
                    Object.assign((args.request as any).headers, { "x-forwarded-proto": "http" });
                    return next(args);
                },
                { step: "build" },
            );
            await rejects(sqs.send(new ReceiveMessageCommand({ QueueUrl })), {
                name: "AccessDenied",
                message: /sqs:ReceiveMessage on resource: .* with an explicit deny in a resource-based policy$/,
            });
        });

        it("lets it read its cluster, AWS's own parameters and its region, and nothing else", async () => {
            const eks = new EKSClient(client(aws, region, keys));
            await eks.send(new DescribeClusterCommand({ name: "one" }));
            await rejects(eks.send(new DescribeClusterCommand({ name: "two" })), { name: "AccessDeniedException" });
            const ssm = new SSMClient(client(aws, region, keys));
            const get = (Name: string) => ssm.send(new GetParameterCommand({ Name }));
            await get("/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id");
            await rejects(get("/team/secret"), { name: "AccessDeniedException" });
            await ec2().send(new DescribeInstancesCommand({}));
            const elsewhere = new EC2Client({ ...client(aws, region, keys), region: "eu-west-1" });
            await rejects(elsewhere.send(new DescribeInstancesCommand({})), { name: "UnauthorizedOperation" });
        });

        it("judges by the policies as they are now, and by the boundary", async () => {
            const describe = () => ec2().send(new DescribeInstancesCommand({}));
            const bounding = document({ Effect: "Allow", Action: "sqs:*", Resource: "*" });
            const bound = { PolicyName: "bound", PolicyDocument: bounding };
            const { Policy } = await admin().send(new CreatePolicyCommand(bound));
            const role = { RoleName: controller };
            await admin().send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: Policy!.Arn }));
            await rejects(describe(), { message: /because no permissions boundary allows the ec2:DescribeInstances/ });
            await admin().send(new DeleteRolePermissionsBoundaryCommand(role));
            await describe();
            const never = document({ Effect: "Deny", Action: "ec2:Describe*", Resource: "*" });
            const PolicyArn = await attach("never", never);
            await rejects(describe(), { message: /ec2:DescribeInstances with an explicit deny in an identity-based/ });
            await admin().send(new DetachRolePolicyCommand({ ...role, PolicyArn }));
            await describe();
        });

        it("does not judge the administrator", async () => {
            await new EC2Client(client(aws, region)).send(new DescribeInstancesCommand({}));
            equal(aws.calls.at(-1)!.denied, undefined);
        });
    });
