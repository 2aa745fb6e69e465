import { deepEqual, equal, match, rejects } from "node:assert/strict";
import {
    CreateLaunchTemplateCommand,
    CreateSubnetCommand,
    CreateVpcCommand,
    DescribeInstanceAttributeCommand,
    DescribeInstancesCommand,
    DescribeSecurityGroupsCommand,
    EC2Client,
} from "@aws-sdk/client-ec2";
import * as sdk from "@aws-sdk/client-eks";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { Aws } from "../../../lab/aws/aws.ts";
import type { Inventory } from "../../../lab/aws/inventory/inventory.ts";
import { arnOf, globalArn, partitionOf } from "../../../lab/aws/partition.ts";
import { readUserData } from "../../../lab/nodes/boot/user-data.ts";
import { until } from "../../../lab/process/until.ts";
import { client, startTestAws, testCluster } from "./aws.ts";
import { FakeProvisioner, gate, plane } from "./fake-provisioner.ts";

const region = "us-west-2";
const name = "new";
const clusterName = name;
const role = (id: string) => globalArn(region, "iam", `role/${id}`);
const admin = globalArn(region, "iam", "user/admin");
const adminPolicy = `arn:${partitionOf(region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;

describe("the lab's AWS: EKS creates clusters", () => {
    const provisioner = new FakeProvisioner();
    let aws: Aws;
    let stop: () => Promise<void>;
    let eks: sdk.EKSClient;
    let ec2: EC2Client;
    let vpcId: string;
    let subnetIds: string[];
    let empty: Inventory;
    before(async () => {
        ({ aws, stop } = await startTestAws());
        eks = new sdk.EKSClient(client(aws, region));
        ec2 = new EC2Client(client(aws, region));
        const iam = new IAMClient(client(aws, region));
        for (const RoleName of ["cluster", "node", "fargate", "driver"])
            await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Statement":[]}' }));
        const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
        vpcId = Vpc!.VpcId!;
        subnetIds = [];
        for (const [index, zone] of ["a", "b", "b"].entries()) {
            const CidrBlock = `10.0.${16 * index}.0/20`;
            const command = new CreateSubnetCommand({ VpcId: vpcId, CidrBlock, AvailabilityZone: region + zone });
            subnetIds.push((await ec2.send(command)).Subnet!.SubnetId!);
        }
        await ec2.send(
            new CreateLaunchTemplateCommand({
                LaunchTemplateName: "disks",
                LaunchTemplateData: {
                    BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 30, VolumeType: "gp3" } }],
                    MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1 },
                    TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "team", Value: "platform" }] }],
                },
            }),
        );
        empty = await aws.inventory(region);
    });
    after(() => stop?.());

    const create = (settings: Partial<sdk.CreateClusterCommandInput> = {}) =>
        eks.send(
            new sdk.CreateClusterCommand({
                name,
                version: "1.35",
                roleArn: role("cluster"),
                resourcesVpcConfig: { subnetIds },
                accessConfig: { authenticationMode: "API" },
                tags: { team: "platform" },
                ...settings,
            }),
        );
    const described = async () => (await eks.send(new sdk.DescribeClusterCommand({ name }))).cluster!;
    const becomes = (status: string) =>
        until(`the cluster to be ${status}`, async () => (await described()).status === status);
    const updated = async ({ update }: { update?: sdk.Update }, part: object = {}) => {
        const { id } = update!;
        const ask = new sdk.DescribeUpdateCommand({ name, updateId: id, ...part });
        const done = await until("the update", async () => {
            const found = (await eks.send(ask)).update!;
            return found.status !== "InProgress" && found;
        });
        const { type, params, status, errors } = done;
        return { type, params, status, errors };
    };
    const createGroup = (settings: Partial<sdk.CreateNodegroupCommandInput> = {}) =>
        eks.send(
            new sdk.CreateNodegroupCommand({
                clusterName,
                nodegroupName: "system",
                nodeRole: role("node"),
                subnets: subnetIds.slice(0, 2),
                instanceTypes: ["m5.large"],
                launchTemplate: { name: "disks", version: "1" },
                scalingConfig: { minSize: 2, maxSize: 3, desiredSize: 2 },
                taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
                labels: { system: "true" },
                tags: { team: "platform" },
                ...settings,
            }),
        );
    const group = async (nodegroupName = "system") =>
        (await eks.send(new sdk.DescribeNodegroupCommand({ clusterName, nodegroupName }))).nodegroup!;
    const groupBecomes = (status: string, nodegroupName?: string) =>
        until(`the group to be ${status}`, async () => (await group(nodegroupName)).status === status);
    const machines = async () => {
        const Filters = [{ Name: "instance-state-name", Values: ["running"] }];
        const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
        return Reservations.flatMap(({ Instances = [] }) => Instances);
    };

    it("not where nothing starts a control plane", async () => {
        await rejects(create(), { name: "InvalidRequestException", message: /starts no control plane/ });
        aws.onCreateCluster(provisioner.start);
    });

    it("refuses a missing role, subnets in one zone and an unknown version", async () => {
        const invalid = { name: "InvalidParameterException" };
        await rejects(create({ roleArn: role("nobody") }), invalid);
        await rejects(create({ resourcesVpcConfig: { subnetIds: subnetIds.slice(1) } }), invalid);
        await rejects(create({ resourcesVpcConfig: { subnetIds: ["subnet-0", ...subnetIds] } }), invalid);
        await rejects(create({ version: "1.20" }), invalid);
        deepEqual(await aws.inventory(region), empty);
    });

    it("with a control plane, a security group and the creator as administrator", async () => {
        const { passed, open } = gate();
        provisioner.starting = () => passed;
        const { cluster: creating } = await create();
        const settings = {
            name,
            arn: arnOf(region, "eks", `cluster/${name}`),
            createdAt: creating?.createdAt,
            version: "1.35",
            roleArn: role("cluster"),
            resourcesVpcConfig: {
                subnetIds,
                securityGroupIds: [],
                vpcId,
                endpointPublicAccess: true,
                endpointPrivateAccess: false,
                publicAccessCidrs: ["0.0.0.0/0"],
            },
            kubernetesNetworkConfig: {
                serviceIpv4Cidr: "10.100.0.0/16",
                ipFamily: "ipv4",
                elasticLoadBalancing: { enabled: false },
            },
            logging: {
                clusterLogging: [
                    { types: ["api", "audit", "authenticator", "controllerManager", "scheduler"], enabled: false },
                ],
            },
            platformVersion: "eks.1",
            tags: { team: "platform" },
            encryptionConfig: [],
            health: { issues: [] },
            accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: "API" },
            upgradePolicy: { supportType: "EXTENDED" },
            deletionProtection: false,
        };
        deepEqual(creating, { ...settings, status: "CREATING" });
        await rejects(create(), { name: "ResourceInUseException" });
        await rejects(eks.send(new sdk.DeleteClusterCommand({ name })), { name: "ResourceInUseException" });
        open();
        await becomes("ACTIVE");
        const active = await described();
        const clusterSecurityGroupId = active.resourcesVpcConfig!.clusterSecurityGroupId!;
        deepEqual(active, {
            ...settings,
            status: "ACTIVE",
            resourcesVpcConfig: { ...settings.resourcesVpcConfig, clusterSecurityGroupId },
            endpoint: plane.endpoint,
            identity: { oidc: { issuer: plane.issuer } },
            certificateAuthority: { data: plane.certificateAuthority },
        });
        deepEqual(
            { ...provisioner.orders[0] },
            {
                name,
                region,
                authenticationMode: "API",
                creator: false,
                network: { vpcId, subnetIds, securityGroupId: clusterSecurityGroupId },
            },
        );
        const GroupIds = [clusterSecurityGroupId];
        const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
        const { GroupName, Tags, VpcId } = SecurityGroups![0]!;
        match(GroupName!, /^eks-cluster-sg-new-\d+$/);
        equal(VpcId, vpcId);
        deepEqual(Object.fromEntries(Tags!.map(({ Key, Value }) => [Key, Value])), {
            Name: GroupName,
            "aws:eks:cluster-name": name,
            "kubernetes.io/cluster/new": "owned",
        });
        deepEqual(
            aws.accessEntries(name, region).map(({ principalArn, type, username, clusterPolicies }) => ({
                principalArn,
                type,
                username,
                clusterPolicies,
            })),
            [{ principalArn: admin, type: "STANDARD", username: admin, clusterPolicies: [adminPolicy] }],
        );
    });

    it("and updates their version and settings, one at a time", async () => {
        const version = (next: string) => eks.send(new sdk.UpdateClusterVersionCommand({ name, version: next }));
        const config = (settings: object) => eks.send(new sdk.UpdateClusterConfigCommand({ name, ...settings }));
        const invalid = { name: "InvalidParameterException" };
        await rejects(version("1.34"), invalid);
        await rejects(version("1.35"), invalid);
        deepEqual(await updated(await version("1.36")), {
            type: "VersionUpdate",
            params: [
                { type: "Version", value: "1.36" },
                { type: "PlatformVersion", value: "eks.1" },
            ],
            status: "Successful",
            errors: [],
        });
        await rejects(config({}), invalid);
        await rejects(config({ deletionProtection: true, upgradePolicy: { supportType: "STANDARD" } }), invalid);
        await rejects(config({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }), invalid);
        await rejects(config({ resourcesVpcConfig: { endpointPublicAccess: true } }), invalid);
        const logging = { clusterLogging: [{ types: ["audit" as const], enabled: true }] };
        deepEqual(
            [
                await updated(await config({ resourcesVpcConfig: { endpointPrivateAccess: true } })),
                await updated(await config({ logging })),
                await updated(await config({ upgradePolicy: { supportType: "STANDARD" } })),
                await updated(await config({ deletionProtection: true })),
            ].map(({ type, params, status }) => ({ type, params, status })),
            [
                ["EndpointAccessUpdate", "EndpointPrivateAccess", "true"],
                ["LoggingUpdate", "ClusterLogging", JSON.stringify(logging)],
                ["UpgradePolicyUpdate", "UpgradePolicy", '{"supportType":"STANDARD"}'],
                ["DeletionProtectionUpdate", "DeletionProtection", "true"],
            ].map(([type, param, value]) => ({ type, params: [{ type: param, value }], status: "Successful" })),
        );
        const {
            version: now,
            logging: logs,
            upgradePolicy,
            deletionProtection,
            resourcesVpcConfig,
        } = await described();
        deepEqual(
            { now, logs, upgradePolicy, deletionProtection, private: resourcesVpcConfig?.endpointPrivateAccess },
            {
                now: "1.36",
                logs: {
                    clusterLogging: [
                        { types: ["audit"], enabled: true },
                        { types: ["api", "authenticator", "controllerManager", "scheduler"], enabled: false },
                    ],
                },
                upgradePolicy: { supportType: "STANDARD" },
                deletionProtection: true,
                private: true,
            },
        );
        await rejects(eks.send(new sdk.DeleteClusterCommand({ name })), { name: "InvalidRequestException" });
        await config({ deletionProtection: false });
    });

    it("with node groups, whose instances have the group's labels and taints and the template's disks", async () => {
        const { nodegroup: creating } = await createGroup({ version: "1.35" });
        const document = {
            nodegroupName: "system",
            nodegroupArn: creating?.nodegroupArn,
            clusterName,
            version: "1.35",
            releaseVersion: "1.35.0-20260903",
            createdAt: creating?.createdAt,
            modifiedAt: creating?.modifiedAt,
            status: "CREATING" as string,
            capacityType: "ON_DEMAND",
            scalingConfig: { minSize: 2, maxSize: 3, desiredSize: 2 },
            instanceTypes: ["m5.large"],
            subnets: subnetIds.slice(0, 2),
            amiType: "AL2023_x86_64_STANDARD",
            nodeRole: role("node"),
            labels: { system: "true" },
            taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
            resources: creating?.resources,
            health: { issues: [] },
            updateConfig: { maxUnavailable: 1 },
            launchTemplate: { name: "disks", version: "1", id: creating?.launchTemplate?.id },
            tags: { team: "platform" },
        };
        deepEqual(creating, document);
        match(creating!.nodegroupArn!, /^arn:aws[:]eks:us-west-2:\d{12}:nodegroup\/new\/system\/[0-9a-f-]{36}$/);
        await rejects(createGroup(), { name: "ResourceInUseException" });
        await groupBecomes("ACTIVE");
        deepEqual(await group(), { ...document, status: "ACTIVE" });

        const running = await machines();
        deepEqual(
            running.map(({ InstanceType, SubnetId, SecurityGroups, Tags, MetadataOptions }) => ({
                type: InstanceType,
                subnet: SubnetId,
                groups: SecurityGroups?.map(({ GroupId }) => GroupId),
                tags: Object.fromEntries(Tags!.map(({ Key, Value }) => [Key, Value])),
                tokens: MetadataOptions?.HttpTokens,
            })),
            await Promise.all(
                subnetIds.slice(0, 2).map(async subnet => ({
                    type: "m5.large",
                    subnet,
                    groups: [(await described()).resourcesVpcConfig?.clusterSecurityGroupId],
                    tags: {
                        team: "platform",
                        "eks:cluster-name": name,
                        "eks:nodegroup-name": "system",
                        "kubernetes.io/cluster/new": "owned",
                    },
                    tokens: "required",
                })),
            ),
        );
        const InstanceId = running[0]!.InstanceId!;
        const { UserData } = await ec2.send(
            new DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" }),
        );
        deepEqual(readUserData(Buffer.from(UserData!.Value!, "base64").toString()), {
            cluster: name,
            endpoint: plane.endpoint,
            certificateAuthority: plane.certificateAuthority,
            labels: {
                "eks.amazonaws.com/nodegroup": "system",
                "eks.amazonaws.com/nodegroup-image": running[0]!.ImageId,
                "eks.amazonaws.com/capacityType": "ON_DEMAND",
                "eks.amazonaws.com/sourceLaunchTemplateId": creating!.launchTemplate!.id,
                "eks.amazonaws.com/sourceLaunchTemplateVersion": "1",
                system: "true",
            },
            taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }],
            maxPods: undefined,
            operatingSystem: "Amazon Linux 2023",
        });
        deepEqual(
            aws.accessEntries(name, region).map(({ principalArn, type }) => [principalArn, type]),
            [
                [role("node"), "EC2_LINUX"],
                [admin, "STANDARD"],
            ],
        );
        deepEqual(Object.values((await aws.inventory(region)).volumes!).length, 2 + Object.keys(empty.volumes!).length);
    });

    it("and replaces their instances for another version, a new one before an old one is drained", async () => {
        const [first, second] = (await machines()).map(({ InstanceId }) => InstanceId!);
        provisioner.events.length = 0;
        const update = await eks.send(
            new sdk.UpdateNodegroupVersionCommand({ clusterName, nodegroupName: "system", version: "1.36" }),
        );
        const { type, status, errors } = await updated(update, { nodegroupName: "system" });
        deepEqual({ type, status, errors }, { type: "VersionUpdate", status: "Successful", errors: [] });
        const [third, fourth] = (await machines()).map(({ InstanceId }) => InstanceId!);
        deepEqual(provisioner.events, [`joined ${third}`, `drain ${first}`, `joined ${fourth}`, `drain ${second}`]);
        const now = await group();
        deepEqual([now.version, now.releaseVersion, now.status], ["1.36", "1.36.0-20260903", "ACTIVE"]);
    });

    it("and changes their size, labels and taints", async () => {
        const config = (settings: object) =>
            eks.send(new sdk.UpdateNodegroupConfigCommand({ clusterName, nodegroupName: "system", ...settings }));
        const sized = (desiredSize: number) => ({ scalingConfig: { minSize: 1, maxSize: 3, desiredSize } });
        await rejects(config(sized(4)), { name: "InvalidParameterException" });
        for (const size of [3, 1]) {
            await updated(await config(sized(size)), { nodegroupName: "system" });
            equal((await machines()).length, size);
        }
        const taint = { key: "dedicated", effect: "NO_EXECUTE" as const };
        const changes = {
            labels: { addOrUpdateLabels: { a: "1" }, removeLabels: ["system"] },
            taints: { addOrUpdateTaints: [taint] },
        };
        await updated(await config(changes), { nodegroupName: "system" });
        const { labels, taints } = await group();
        deepEqual([labels, taints?.length], [{ a: "1" }, 2]);
    });

    it("a group ends in CREATE_FAILED with the reason if its nodes do not join", async () => {
        provisioner.joining = () => Promise.reject(new Error("no node joined"));
        await createGroup({ nodegroupName: "late", scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 } });
        await groupBecomes("CREATE_FAILED", "late");
        provisioner.joining = async () => {};
        const { health } = await group("late");
        const { resourceIds } = health!.issues![0]!;
        deepEqual(health, { issues: [{ code: "NodeCreationFailure", message: "no node joined", resourceIds }] });
        equal(resourceIds?.length, 1);
        const refused = { name: "InvalidParameterException" };
        await rejects(createGroup({ nodegroupName: "x", nodeRole: role("nobody") }), refused);
        await rejects(createGroup({ nodegroupName: "x", launchTemplate: { name: "none" } }), refused);
        await rejects(createGroup({ nodegroupName: "x", diskSize: 30 }), { name: "InvalidRequestException" });
    });

    it("keeps Fargate profiles", async () => {
        const one = { clusterName, fargateProfileName: "system" };
        const selectors = [{ namespace: "karpenter" }];
        const make = (podExecutionRoleArn: string) =>
            eks.send(new sdk.CreateFargateProfileCommand({ ...one, podExecutionRoleArn, selectors }));
        await rejects(make(role("nobody")), { name: "InvalidParameterException" });
        const { fargateProfile: creating } = await make(role("fargate"));
        const { fargateProfile } = await eks.send(new sdk.DescribeFargateProfileCommand(one));
        deepEqual(fargateProfile, {
            ...one,
            fargateProfileArn: creating?.fargateProfileArn,
            createdAt: creating?.createdAt,
            podExecutionRoleArn: role("fargate"),
            subnets: subnetIds,
            selectors,
            status: "ACTIVE",
            tags: {},
            health: { issues: [] },
        });
        deepEqual((await eks.send(new sdk.ListFargateProfilesCommand({ clusterName }))).fargateProfileNames, [
            "system",
        ]);
    });

    it("has add-ons only as created, with the associations that they own", async () => {
        const addonName = "aws-ebs-csi-driver";
        const list = async () => (await eks.send(new sdk.ListAddonsCommand({ clusterName }))).addons;
        deepEqual(await list(), []);
        const versions = await eks.send(new sdk.DescribeAddonVersionsCommand({ addonName, kubernetesVersion: "1.36" }));
        const [latest, standard] = versions.addons![0]!.addonVersions!;
        deepEqual(
            [latest, standard].map(one => one?.compatibilities),
            [false, true].map(defaultVersion => [{ clusterVersion: "1.36", platformVersions: ["*"], defaultVersion }]),
        );
        const access = { serviceAccount: "ebs-csi-controller-sa", roleArn: role("driver") };
        const { addon: creating } = await eks.send(
            new sdk.CreateAddonCommand({ clusterName, addonName, podIdentityAssociations: [access] }),
        );
        equal(creating?.status, "CREATING");
        const update = await eks.send(
            new sdk.UpdateAddonCommand({ clusterName, addonName, addonVersion: latest!.addonVersion }),
        );
        equal((await updated(update, { addonName })).status, "Successful");
        const { addon } = await eks.send(new sdk.DescribeAddonCommand({ clusterName, addonName }));
        deepEqual(addon, {
            ...creating,
            status: "ACTIVE",
            addonVersion: latest!.addonVersion,
            modifiedAt: addon?.modifiedAt,
        });
        const associations = async () =>
            (await eks.send(new sdk.ListPodIdentityAssociationsCommand({ clusterName }))).associations?.map(
                ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
            );
        deepEqual(await associations(), ["kube-system/ebs-csi-controller-sa"]);
        await rejects(eks.send(new sdk.CreateAddonCommand({ clusterName, addonName })), {
            name: "ResourceInUseException",
        });
        await rejects(eks.send(new sdk.CreateAddonCommand({ clusterName, addonName: "none" })), {
            name: "InvalidParameterException",
        });
        await eks.send(new sdk.DeleteAddonCommand({ clusterName, addonName }));
        deepEqual([await list(), await associations()], [[], []]);
        await eks.send(new sdk.CreateAddonCommand({ clusterName, addonName: "coredns" }));
    });

    it("gives pods keys by Pod Identity only with the add-on for it", async () => {
        const { token } = await testCluster(name, region, { issuer: plane.issuer });
        const headers = { authorization: await token("pods.eks.amazonaws.com") };
        const refusal = async () => (await (await fetch(aws.podIdentityUrl, { headers })).json()).message;
        equal(await refusal(), "new has no add-on eks-pod-identity-agent");
        const addonName = "eks-pod-identity-agent";
        await eks.send(new sdk.CreateAddonCommand({ clusterName, addonName }));
        match(await refusal(), /no applicable key/);
        await eks.send(new sdk.DeleteAddonCommand({ clusterName, addonName }));
    });

    it("associates access policies", async () => {
        const entry = { clusterName, principalArn: role("driver") };
        await eks.send(new sdk.CreateAccessEntryCommand(entry));
        const associate = (principalArn: string, policyArn: string) =>
            eks.send(
                new sdk.AssociateAccessPolicyCommand({
                    clusterName,
                    principalArn,
                    policyArn,
                    accessScope: { type: "cluster" },
                }),
            );
        await rejects(associate(role("node"), adminPolicy), { name: "InvalidRequestException" });
        await rejects(associate(role("driver"), `${adminPolicy}s`), { name: "InvalidParameterException" });
        const { associatedAccessPolicy } = await associate(role("driver"), adminPolicy);
        const list = async () =>
            (await eks.send(new sdk.ListAssociatedAccessPoliciesCommand(entry))).associatedAccessPolicies;
        deepEqual(await list(), [associatedAccessPolicy]);
        await eks.send(new sdk.DisassociateAccessPolicyCommand({ ...entry, policyArn: adminPolicy }));
        deepEqual(await list(), []);
        await eks.send(new sdk.DeleteAccessEntryCommand(entry));
    });

    it("tags clusters, node groups, Fargate profiles and add-ons, and lists them in the inventory", async () => {
        const { addon } = await eks.send(new sdk.DescribeAddonCommand({ clusterName, addonName: "coredns" }));
        const one = { clusterName, fargateProfileName: "system" };
        const { fargateProfile } = await eks.send(new sdk.DescribeFargateProfileCommand(one));
        const arns = [
            (await described()).arn,
            (await group()).nodegroupArn,
            fargateProfile?.fargateProfileArn,
            addon?.addonArn,
        ];
        for (const resourceArn of arns) {
            await eks.send(new sdk.TagResourceCommand({ resourceArn, tags: { a: "1", b: "2" } }));
            await eks.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ["b"] }));
            const { tags } = await eks.send(new sdk.ListTagsForResourceCommand({ resourceArn }));
            equal(JSON.stringify(tags).includes('"a":"1"') && !tags?.b, true);
        }
        const { clusters, nodeGroups, fargateProfiles, addons } = await aws.inventory(region);
        const team = { a: "1", team: "platform" };
        deepEqual(
            { clusters, group: nodeGroups!["new system"], fargateProfiles, addons },
            {
                clusters: { new: { roleArn: role("cluster"), tags: team, version: "1.36" } },
                group: { scalingConfig: { desiredSize: 1, maxSize: 3, minSize: 1 }, tags: team, version: "1.36" },
                fargateProfiles: { "new system": { selectors: [{ namespace: "karpenter" }], tags: { a: "1" } } },
                addons: { "new coredns": { tags: { a: "1" }, version: addon?.addonVersion } },
            },
        );
    });

    it("and deletes them with all of their resources, once they have no node groups and profiles", async () => {
        const used = { name: "ResourceInUseException" };
        const remove = () => eks.send(new sdk.DeleteClusterCommand({ name }));
        await rejects(remove(), used);
        provisioner.draining = () => Promise.reject(new Error("a budget forbids it"));
        for (const nodegroupName of ["system", "late"]) {
            const command = new sdk.DeleteNodegroupCommand({ clusterName, nodegroupName });
            equal((await eks.send(command)).nodegroup?.status, "DELETING");
        }
        const groups = async () => (await eks.send(new sdk.ListNodegroupsCommand({ clusterName }))).nodegroups!;
        await until("the node groups to be gone", async () => (await groups()).length === 0);
        deepEqual(await machines(), []);
        await rejects(group(), { name: "ResourceNotFoundException" });
        await rejects(remove(), used);
        await eks.send(new sdk.DeleteFargateProfileCommand({ clusterName, fargateProfileName: "system" }));
        equal((await remove()).cluster?.status, "DELETING");
        await until("the cluster to be gone", () =>
            described().then(
                () => false,
                error => error.name === "ResourceNotFoundException",
            ),
        );
        equal(provisioner.events.at(-1), "stop");
        deepEqual(await aws.inventory(region), empty);
    });

    it("a cluster whose control plane does not start is FAILED, and can be deleted", async () => {
        provisioner.starting = () => Promise.reject(new Error("etcd does not start"));
        await create({ version: undefined, accessConfig: undefined });
        await becomes("FAILED");
        const { health, version, accessConfig } = await described();
        deepEqual(
            { health, version, accessConfig },
            {
                health: { issues: [{ code: "InternalFailure", message: "etcd does not start", resourceIds: [] }] },
                version: "1.36",
                accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: "CONFIG_MAP" },
            },
        );
        equal(provisioner.orders.at(-1)?.creator, admin);
        await eks.send(new sdk.DeleteClusterCommand({ name }));
        await until(
            "the cluster to be gone",
            async () => Object.keys((await aws.inventory(region)).clusters!).length === 0,
        );
        deepEqual(await aws.inventory(region), empty);
    });
});
