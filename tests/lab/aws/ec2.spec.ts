import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
    CreateFleetCommand,
    type CreateFleetCommandInput,
    CreateLaunchTemplateCommand,
    DescribeCapacityReservationsCommand,
    DescribeImagesCommand,
    DescribeInstanceAttributeCommand,
    DescribeInstanceStatusCommand,
    DescribeInstancesCommand,
    DescribeInstanceTypeOfferingsCommand,
    DescribeInstanceTypesCommand,
    DescribePlacementGroupsCommand,
    DescribeSpotPriceHistoryCommand,
    EC2Client,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    CreateServiceLinkedRoleCommand,
    DeleteServiceLinkedRoleCommand,
    GetRoleCommand,
    IAMClient,
    ListInstanceProfilesCommand,
} from "@aws-sdk/client-iam";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Aws } from "../../../lab/aws/aws.ts";
import { globalArn } from "../../../lab/aws/partition.ts";
import { type Network, seedCluster, seedNetwork } from "../../../lab/aws/seed.ts";
import { client, startTestAws, testCluster } from "./aws.ts";

for (const region of ["us-west-2", "cn-north-1"])
    describe(`the lab's AWS: what Karpenter does with it, in ${region}`, () => {
        let aws: Aws;
        let stop: () => Promise<void>;
        let network: Network;
        let ec2: EC2Client;
        before(async () => {
            ({ aws, stop } = await startTestAws());
            ec2 = new EC2Client(client(aws, region));
            network = await seedNetwork(aws, { region, cluster: "one" });
            const { cluster } = await testCluster("one", region, network);
            aws.addCluster(cluster);
            await seedCluster(aws, cluster);
        });
        after(() => stop?.());

        const image = async (name: string) =>
            (await new SSMClient(client(aws, region)).send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
        const al2023 = "/aws/service/eks/optimized-ami/1.36/amazon-linux-2023";

        describe("a fleet", () => {
            const fleet = (capacity: "spot" | "on-demand", count: number): CreateFleetCommandInput => ({
                Type: "instant",
                TargetCapacitySpecification: { TotalTargetCapacity: count, DefaultTargetCapacityType: capacity },
                LaunchTemplateConfigs: [
                    {
                        LaunchTemplateSpecification: { LaunchTemplateName: "karpenter.k8s.aws/1", Version: "$Latest" },
                        Overrides: [
                            { InstanceType: "m5.2xlarge", SubnetId: network.subnetIds[0], Priority: 0.3 },
                            { InstanceType: "m5.large", SubnetId: network.subnetIds[1], Priority: 0.1 },
                        ],
                    },
                ],
                TagSpecifications: [
                    { ResourceType: "instance", Tags: [{ Key: "karpenter.sh/nodepool", Value: "default" }] },
                    { ResourceType: "fleet", Tags: [{ Key: "karpenter.sh/nodepool", Value: "default" }] },
                ],
            });
            before(async () => {
                await ec2.send(
                    new CreateLaunchTemplateCommand({
                        LaunchTemplateName: "karpenter.k8s.aws/1",
                        LaunchTemplateData: {
                            ImageId: await image(`${al2023}/x86_64/standard/recommended/image_id`),
                            IamInstanceProfile: { Name: "one-system" },
                            UserData: Buffer.from("boot").toString("base64"),
                            NetworkInterfaces: [{ DeviceIndex: 0, Groups: [network.securityGroupId] }],
                            BlockDeviceMappings: [
                                { DeviceName: "/dev/xvda", Ebs: { VolumeSize: 20, VolumeType: "gp3" } },
                            ],
                            MetadataOptions: { HttpTokens: "required" },
                            TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "of", Value: "template" }] }],
                        },
                    }),
                );
            });

            it("launches the cheapest override with all that its launch template says", async () => {
                const regions: string[] = [];
                const deaf = aws.onInstances(where => regions.push(where));
                const { Instances = [], Errors } = await ec2.send(new CreateFleetCommand(fleet("spot", 2)));
                deaf();
                deepEqual(regions, [region]);
                deepEqual(Errors, []);
                equal(Instances.length, 1);
                const { InstanceIds = [], InstanceType, Lifecycle, LaunchTemplateAndOverrides } = Instances[0]!;
                deepEqual([InstanceIds.length, InstanceType, Lifecycle], [2, "m5.large", "spot"]);
                equal(LaunchTemplateAndOverrides?.Overrides?.SubnetId, network.subnetIds[1]);
                ok(LaunchTemplateAndOverrides?.Overrides?.AvailabilityZone?.startsWith(region));
                const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
                for (const instance of Reservations.flatMap(one => one.Instances ?? [])) {
                    deepEqual(
                        {
                            type: instance.InstanceType,
                            subnet: instance.SubnetId,
                            groups: instance.SecurityGroups?.map(one => one.GroupId),
                            profile: instance.IamInstanceProfile?.Arn,
                            tokens: instance.MetadataOptions?.HttpTokens,
                            spot: instance.SpotInstanceRequestId?.startsWith("sir-"),
                            lifecycle: instance.InstanceLifecycle,
                            tags: instance.Tags?.filter(({ Key }) => !Key?.startsWith("aws:")),
                        },
                        {
                            type: "m5.large",
                            subnet: network.subnetIds[1],
                            groups: [network.securityGroupId],
                            profile: globalArn(region, "iam", "instance-profile/one-system"),
                            tokens: "required",
                            spot: true,
                            lifecycle: "spot",
                            tags: [
                                { Key: "of", Value: "template" },
                                { Key: "karpenter.sh/nodepool", Value: "default" },
                            ],
                        },
                    );
                    const id = instance.InstanceId!;
                    equal(
                        (await aws.instanceCredentials(id, region)).roleArn,
                        globalArn(region, "iam", "role/one-system"),
                    );
                    const attribute = { InstanceId: id, Attribute: "userData" as const };
                    const { UserData } = await ec2.send(new DescribeInstanceAttributeCommand(attribute));
                    equal(Buffer.from(UserData?.Value ?? "", "base64").toString(), "boot");
                }
                await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
                const { instances, volumes } = await aws.inventory(region);
                deepEqual({ instances, volumes }, { instances: {}, volumes: {} });
            });

            it("launches on demand too, and then there is no spot request", async () => {
                const { Instances = [] } = await ec2.send(new CreateFleetCommand(fleet("on-demand", 1)));
                equal(Instances[0]?.Lifecycle, "on-demand");
                const { InstanceIds } = Instances[0]!;
                const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
                equal(Reservations[0]?.Instances?.[0]?.SpotInstanceRequestId, undefined);
                await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
            });

            it("does nothing on a dry run, and knows no launch template that is not there", async () => {
                const before = await aws.inventory(region);
                await rejects(ec2.send(new CreateFleetCommand({ ...fleet("spot", 1), DryRun: true })), {
                    name: "DryRunOperation",
                });
                const { LaunchTemplateConfigs, ...rest } = fleet("spot", 1);
                const LaunchTemplateSpecification = { LaunchTemplateName: "none", Version: "$Latest" };
                await rejects(
                    ec2.send(
                        new CreateFleetCommand({
                            ...rest,
                            LaunchTemplateConfigs: [{ ...LaunchTemplateConfigs![0]!, LaunchTemplateSpecification }],
                        }),
                    ),
                    { name: "InvalidLaunchTemplateName.NotFoundException" },
                );
                deepEqual(await aws.inventory(region), before);
            });
        });

        it("offers instance types, in its own zones, at prices that rise with size", async () => {
            const { InstanceTypes = [] } = await ec2.send(
                new DescribeInstanceTypesCommand({
                    Filters: [{ Name: "processor-info.supported-architecture", Values: ["x86_64", "arm64"] }],
                }),
            );
            ok(InstanceTypes.some(type => type.InstanceType === "m6g.large"));
            const { InstanceTypeOfferings = [] } = await ec2.send(
                new DescribeInstanceTypeOfferingsCommand({ LocationType: "availability-zone" }),
            );
            const zones = new Set(InstanceTypeOfferings.map(offer => offer.Location));
            ok(zones.has(`${region}a`) && [...zones].every(zone => zone?.startsWith(region)), [...zones].join());
            const { SpotPriceHistory = [] } = await ec2.send(new DescribeSpotPriceHistoryCommand({}));
            const price = (type: string) =>
                Number(
                    SpotPriceHistory.find(one => one.InstanceType === type && one.AvailabilityZone === `${region}a`)
                        ?.SpotPrice,
                );
            ok(price("m5.large") < price("m5.xlarge"));
            ok(price("m6g.large") < price("m5.large"));
            ok(price("m5.large") < price("r5.large"));
            ok(price("m5.xlarge") < price("g4dn.xlarge"));
        });

        it("answers with nothing where moto breaks", async () => {
            deepEqual((await ec2.send(new DescribeCapacityReservationsCommand({}))).CapacityReservations, []);
            deepEqual((await ec2.send(new DescribePlacementGroupsCommand({}))).PlacementGroups, []);
            const impaired = [{ Name: "instance-status.status", Values: ["impaired"] }];
            deepEqual((await ec2.send(new DescribeInstanceStatusCommand({ Filters: impaired }))).InstanceStatuses, []);
        });

        it("publishes images under SSM's public names, pinned and recommended, and newer ones when told", async () => {
            const pinned = (release: string) =>
                `${al2023}/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.36-${release}/image_id`;
            const recommended = `${al2023}/arm64/standard/recommended/image_id`;
            const older = await image(pinned("v20260903"));
            equal(await image(recommended), older);
            await rejects(image(pinned("v20260930")), { name: "ParameterNotFound" });
            aws.publishImages(region);
            const newer = await image(pinned("v20260930"));
            equal(await image(recommended), newer);
            ok(newer !== older);
            equal(await image(pinned("v20260903")), older);
            const { Images = [] } = await ec2.send(new DescribeImagesCommand({ ImageIds: [newer!] }));
            deepEqual(
                Images.map(({ Name, Architecture, ImageOwnerAlias, RootDeviceName, CreationDate }) => ({
                    Name,
                    Architecture,
                    ImageOwnerAlias,
                    RootDeviceName,
                    CreationDate,
                })),
                [
                    {
                        Name: "amazon-eks-node-al2023-arm64-standard-1.36-v20260930",
                        Architecture: "arm64",
                        ImageOwnerAlias: "amazon",
                        RootDeviceName: "/dev/xvda",
                        CreationDate: "2026-03-05T00:00:00.000Z",
                    },
                ],
            );
            for (const path of [
                `${al2023}/x86_64/nvidia/recommended/image_id`,
                "/aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_id",
                "/aws/service/bottlerocket/aws-k8s-1.36-nvidia/arm64/1.50.0/image_id",
                "/aws/service/eks/optimized-ami/1.32/amazon-linux-2-gpu/recommended/image_id",
                "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.36/image_id",
            ])
                ok((await image(path))?.startsWith("ami-"), path);
        });

        it("lists instance profiles of a path only", async () => {
            const iam = new IAMClient(client(aws, region));
            const Path = `/karpenter/${region}/one/uid/`;
            await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "one_1", Path }));
            await iam.send(
                new AddRoleToInstanceProfileCommand({ InstanceProfileName: "one_1", RoleName: "one-system" }),
            );
            const names = async (PathPrefix?: string) =>
                (await iam.send(new ListInstanceProfilesCommand({ PathPrefix }))).InstanceProfiles?.map(
                    ({ InstanceProfileName, Roles }) => [InstanceProfileName, Roles?.map(({ RoleName }) => RoleName)],
                );
            deepEqual(await names(`/karpenter/${region}/one/`), [["one_1", ["one-system"]]]);
            equal((await names())?.length, 2);
        });

        it("makes spot's service-linked role once, by its name in AWS", async () => {
            const iam = new IAMClient(client(aws, region));
            const create = () => iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: "spot.amazonaws.com" }));
            equal(
                (await create()).Role?.Arn,
                globalArn(region, "iam", "role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot"),
            );
            await rejects(create(), { name: "InvalidInputException", message: /has been taken in this account/ });
            const RoleName = "AWSServiceRoleForEC2Spot";
            await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }));
            await rejects(iam.send(new GetRoleCommand({ RoleName })), { name: "NoSuchEntityException" });
        });
    });
