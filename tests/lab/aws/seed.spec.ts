import { deepEqual, equal, ok } from "node:assert/strict";
import {
    CreateLaunchTemplateCommand,
    CreateTagsCommand,
    DescribeSecurityGroupsCommand,
    DescribeSubnetsCommand,
    EC2Client,
} from "@aws-sdk/client-ec2";
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Aws, Inventory } from "../../../lab/aws/aws.ts";
import { globalArn } from "../../../lab/aws/partition.ts";
import { seedCluster, seedNetwork, seedRoles, seedVpc } from "../../../lab/aws/seed.ts";
import { client, startTestAws, testCluster } from "./aws.ts";

describe("the lab's AWS: what is there before a stack", () => {
    let aws: Aws;
    let stop: () => Promise<void>;
    before(async () => {
        ({ aws, stop } = await startTestAws());
    });
    after(() => stop?.());

    for (const [region, zones] of [
        ["us-west-2", 3],
        ["cn-north-1", 2],
    ] as const)
        it(`a cluster's network, provider and system nodes' role, and things of others, in ${region}`, async () => {
            const network = await seedNetwork(aws, { region, cluster: "seeded" });
            const { cluster } = await testCluster("seeded", region, network);
            aws.addCluster(cluster);
            const seeded = await seedCluster(aws, cluster);
            const ec2 = new EC2Client(client(aws, region));
            const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: network.subnetIds }));
            equal(new Set(Subnets.map(subnet => subnet.AvailabilityZone)).size, zones);
            ok(Subnets.every(subnet => subnet.AvailableIpAddressCount! > 4000));
            deepEqual(
                aws.accessEntries("seeded", region).map(({ principalArn, type }) => [principalArn, type]),
                [[seeded.systemRoleArn, "EC2_LINUX"]],
            );
            const listed = await aws.inventory(region);
            deepEqual(Object.keys(listed.roles!), [
                globalArn(region, "iam", "role/seeded-of-others"),
                globalArn(region, "iam", "role/seeded-system"),
            ]);
            deepEqual(Object.keys(listed.oidcProviders!), [seeded.oidcProviderArn]);
            deepEqual(Object.keys(listed.queues!), ["seeded-of-others"]);
        });

    it("a cluster without access entries gets none", async () => {
        const region = "eu-west-1";
        const network = await seedNetwork(aws, { region, cluster: "old" });
        const { cluster } = await testCluster("old", region, { ...network, authenticationMode: "CONFIG_MAP" });
        aws.addCluster(cluster);
        await seedCluster(aws, cluster);
        deepEqual(aws.accessEntries("old", region), []);
    });

    it("a VPC for a new cluster, without the security group that EKS creates, and its administrators' roles", async () => {
        const region = "eu-central-1";
        const { vpcId, subnetIds } = await seedVpc(aws, { region, cluster: "new" });
        const ec2 = new EC2Client(client(aws, region));
        const { Subnets = [] } = await ec2.send(
            new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [vpcId] }] }),
        );
        deepEqual(
            Subnets.filter(({ Tags = [] }) => Tags.some(({ Value }) => Value === "network"))
                .map(one => one.SubnetId)
                .sort(),
            subnetIds.toSorted(),
        );
        const { SecurityGroups = [] } = await ec2.send(
            new DescribeSecurityGroupsCommand({ Filters: [{ Name: "vpc-id", Values: [vpcId] }] }),
        );
        deepEqual(SecurityGroups.map(({ GroupName }) => GroupName).sort(), ["default", "new-of-others"]);

        const roles = ["new-platform", "people/of/new-auditor"].map(path => globalArn(region, "iam", `role/${path}`));
        const principals = [...roles, globalArn(region, "iam", "user/breakglass")];
        // A second cluster can have the same administrators.
        for (const _cluster of ["new", "second"]) await seedRoles(aws, region, principals);
        const listed = Object.keys((await aws.inventory(region)).roles!);
        deepEqual(
            listed.filter(arn => /\bnew-(platform|auditor)$/.test(arn)),
            roles.toSorted(),
        );
    });

    it("two clusters in one account do not meet", async () => {
        const region = "us-west-2";
        await seedNetwork(aws, { region, cluster: "second" });
        const { cluster } = await testCluster("second", region);
        aws.addCluster(cluster);
        await seedCluster(aws, cluster);
    });

    it("an inventory shows what was made, changed and removed, and nothing else", async () => {
        const region = "us-west-2";
        const ec2 = new EC2Client(client(aws, region));
        const iam = new IAMClient(client(aws, region));
        const before = await aws.inventory(region);
        deepEqual(await aws.inventory(region), before);
        const changes = async () => changed(before, await aws.inventory(region));
        const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
        const subnet = Subnets[0]!.SubnetId!;
        await ec2.send(new CreateTagsCommand({ Resources: [subnet], Tags: [{ Key: "k", Value: "v" }] }));
        await iam.send(new CreateRoleCommand({ RoleName: "mine", AssumeRolePolicyDocument: '{"Statement":[]}' }));
        await new SQSClient(client(aws, region)).send(new CreateQueueCommand({ QueueName: "mine" }));
        const template = { LaunchTemplateName: "mine", LaunchTemplateData: { InstanceType: "m5.large" as const } };
        await ec2.send(new CreateLaunchTemplateCommand(template));
        const role = globalArn(region, "iam", "role/mine");
        deepEqual(await changes(), ["launchTemplates mine", "queues mine", `roles ${role}`, `subnets ${subnet}`]);
        await iam.send(new DeleteRoleCommand({ RoleName: "mine" }));
        deepEqual(await changes(), ["launchTemplates mine", "queues mine", `subnets ${subnet}`]);
    });
});

const changed = (before: Inventory, after: Inventory): string[] =>
    Object.entries(after)
        .flatMap(([kind, list]) =>
            [...new Set([...Object.keys(list), ...Object.keys(before[kind]!)])].map(name => [kind, name]),
        )
        .filter(([kind, name]) => JSON.stringify(before[kind!]![name!]) !== JSON.stringify(after[kind!]![name!]))
        .map(([kind, name]) => `${kind} ${name}`)
        .sort();
