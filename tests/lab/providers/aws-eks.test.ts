import { deepEqual, equal, rejects } from "node:assert/strict";
import { Aws } from "../../../lab/providers/aws/aws.ts";
import { AwsPlugin } from "../../../lab/providers/aws/provider.ts";
import { NotReady, type Properties } from "../../../lab/providers/plugin.ts";
import { unknown } from "../../../lab/providers/unknown.ts";
import { tryCases } from "./aws-cases.ts";
import { addonInputs, clusterInputs, eksCases, encryptionConfig, groupInputs, roleArn } from "./aws-eks-cases.ts";
import { Engine, type Resource } from "./aws-engine.ts";
import { FakeEks } from "./fake-eks.ts";

const region = "us-west-2";
const cluster = "aws:eks/cluster:Cluster";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const profile = "aws:eks/fargateProfile:FargateProfile";
const addon = "aws:eks/addon:Addon";

describe("the AWS test plugin on an EKS", function () {
    this.timeout(30_000);
    let eks: FakeEks;
    let plugin: AwsPlugin;
    let engine: Engine;

    beforeEach(async () => {
        eks = new FakeEks([
            { addonVersion: "v2", compatibilities: [{ defaultVersion: false }] },
            { addonVersion: "v1", compatibilities: [{ defaultVersion: true }] },
        ]);
        plugin = new AwsPlugin(config => Object.assign(new Aws(config), { eks }));
        await plugin.configure({ region });
        engine = new Engine(plugin);
    });

    const create = (type: string, inputs: Properties): Promise<Resource> => engine.create(type, inputs);
    tryCases(eksCases, () => engine, create);

    /** The calls of an update. */
    const callsOf = async (type: string, given: Properties, change: Properties) => {
        const made = await create(type, given);
        eks.taken();
        await engine.update(made, { ...given, ...change });
        return eks.taken();
    };

    it("creates a cluster with all that it is given", async () => {
        await create(cluster, { ...clusterInputs, encryptionConfig, deletionProtection: true });
        const { vpcConfig, enabledClusterLogTypes: types, ...others } = clusterInputs;
        deepEqual(eks.taken(), [
            [
                "CreateCluster",
                {
                    ...others,
                    resourcesVpcConfig: vpcConfig,
                    encryptionConfig: [encryptionConfig],
                    logging: { clusterLogging: [{ types, enabled: true }] },
                    deletionProtection: true,
                    bootstrapSelfManagedAddons: true,
                },
            ],
        ]);
    });

    it("raises a cluster's version first, and changes the rest one by one", async () => {
        const name = "one";
        deepEqual(
            await callsOf(cluster, clusterInputs, {
                version: "1.36",
                encryptionConfig,
                enabledClusterLogTypes: ["api"],
                vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"], publicAccessCidrs: ["10.0.0.0/8"] },
            }),
            [
                ["UpdateClusterVersion", { name, version: "1.36" }],
                ["AssociateEncryptionConfig", { clusterName: name, encryptionConfig: [encryptionConfig] }],
                [
                    "UpdateClusterConfig",
                    {
                        name,
                        logging: {
                            clusterLogging: [
                                { types: ["api"], enabled: true },
                                { types: ["audit"], enabled: false },
                            ],
                        },
                    },
                ],
                [
                    "UpdateClusterConfig",
                    {
                        name,
                        resourcesVpcConfig: {
                            endpointPrivateAccess: false,
                            endpointPublicAccess: true,
                            publicAccessCidrs: ["10.0.0.0/8"],
                        },
                    },
                ],
                ["UpdateClusterConfig", { name, resourcesVpcConfig: { subnetIds: ["subnet-1"] } }],
                ["UpdateClusterConfig", { name, resourcesVpcConfig: { securityGroupIds: ["sg-1"] } }],
            ],
        );
    });

    it("replaces a cluster whose encryption ends", async () => {
        const made = await create(cluster, { ...clusterInputs, encryptionConfig });
        deepEqual(await engine.changes(made, clusterInputs), { encryptionConfig: "DELETE_REPLACE" });
    });

    it("raises a node group's version with its launch template, and sends only changed labels and taints", async () => {
        const of = { clusterName: "one", nodegroupName: "system" };
        const [taint] = groupInputs.taints;
        deepEqual(
            await callsOf(nodeGroup, groupInputs, {
                version: "1.36",
                launchTemplate: { id: "lt-1", version: "2" },
                labels: { system: "true", a: "b" },
                taints: [
                    { ...taint, value: "false" },
                    { key: "other", effect: "NO_EXECUTE" },
                ],
            }),
            [
                ["UpdateNodegroupVersion", { ...of, version: "1.36", launchTemplate: { id: "lt-1", version: "2" } }],
                [
                    "UpdateNodegroupConfig",
                    {
                        ...of,
                        labels: { removeLabels: ["old"], addOrUpdateLabels: { a: "b" } },
                        taints: {
                            addOrUpdateTaints: [
                                { ...taint, value: "false" },
                                { key: "other", effect: "NO_EXECUTE" },
                            ],
                        },
                    },
                ],
            ],
        );
    });

    it("updates an add-on, with the way to resolve conflicts, and none for settings of the plugin alone", async () => {
        const { clusterName, addonName } = addonInputs;
        const serviceAccountRoleArn = roleArn;
        deepEqual(await callsOf(addon, { ...addonInputs, serviceAccountRoleArn }, { addonVersion: "v2.0.0" }), [
            [
                "UpdateAddon",
                {
                    clusterName,
                    addonName,
                    addonVersion: "v2.0.0",
                    serviceAccountRoleArn,
                    resolveConflicts: "OVERWRITE",
                },
            ],
        ]);
        deepEqual(await callsOf(addon, addonInputs, { preserve: true }), []);
    });

    it("leaves an add-on's resources in the cluster if they are to be preserved", async () => {
        const made = await create(addon, { ...addonInputs, preserve: true });
        eks.taken();
        await engine.delete(made);
        const { clusterName, addonName } = addonInputs;
        deepEqual(eks.taken(), [["DeleteAddon", { clusterName, addonName, preserve: true }]]);
    });

    it("names node groups and Fargate profiles, and creates the new one first when it replaces them", async () => {
        const { nodeGroupName: _, ...unnamed } = groupInputs;
        const group = await create(nodeGroup, unnamed);
        const { changes, deleteBeforeReplace } = await engine.diff(group, { ...unnamed, subnetIds: ["subnet-2"] });
        deepEqual([changes, deleteBeforeReplace], [{ subnetIds: "UPDATE_REPLACE" }, false]);
        const selectors = [{ namespace: "karpenter" }];
        const inputs = await engine.check(profile, { clusterName: "one", podExecutionRoleArn: roleArn, selectors });
        for (const name of [group.inputs.nodeGroupName, inputs.fargateProfileName])
            equal(/^thing-[0-9a-f]{7}$/.test(name), true, name);
    });

    it("keeps what it created when it fails to become ready, and says why", async () => {
        eks.issue = { code: "NodeCreationFailure", message: "no instance joined" };
        const error = await create(nodeGroup, groupInputs).catch(error => error);
        deepEqual(
            [error instanceof NotReady, error.id, error.inputs, error.message],
            [
                true,
                "one:system",
                groupInputs,
                "reading aws:eks/nodeGroup:NodeGroup one:system: unexpected state CREATE_FAILED, wanted ACTIVE: NodeCreationFailure: no instance joined",
            ],
        );
    });

    it("says why an update fails", async () => {
        const made = await create(cluster, clusterInputs);
        eks.issue = { code: "PodEvictionFailure", message: "a budget" };
        await rejects(
            engine.update(made, { ...clusterInputs, version: "1.36" }),
            /unexpected state Failed, wanted Successful: PodEvictionFailure: a budget$/,
        );
    });

    it("stops waiting when the engine cancels", async () => {
        const creation = create(cluster, clusterInputs);
        setImmediate(() => plugin.cancel());
        await rejects(creation, NotReady);
    });

    it("requires what the official provider requires, in blocks too", async () => {
        const failures = async (type: string, inputs: Properties) =>
            (
                await plugin.check({ urn: "", type, name: "thing", oldInputs: {}, seed: Buffer.of(), inputs })
            ).failures.map(({ reason }) => reason);
        deepEqual(await failures(cluster, { roleArn, vpcConfig: { subnets: [] } }), [
            '"vpcConfig.subnets" is no property that this plugin knows of; it knows subnetIds, securityGroupIds, endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs (lab/providers/aws/kinds)',
            '"vpcConfig.subnetIds" is required',
        ]);
        deepEqual(await failures(nodeGroup, { scalingConfig: 1, taints: [{ key: "a" }] }), [
            '"clusterName" is required',
            '"nodeRoleArn" is required',
            '"subnetIds" is required',
            '"scalingConfig" is to be a block, found 1',
            '"taints[0].effect" is required',
        ]);
    });

    describe("in a preview", () => {
        const preview = async (type: string, given: Properties) => {
            const inputs = await engine.check(type, given);
            return (await plugin.create({ urn: "", type, name: "thing", inputs, timeout: 0, preview: true })).state;
        };

        it("does not know what EKS chooses, in blocks too", async () => {
            const { enabledClusterLogTypes: _, kubernetesNetworkConfig: __, tags: ___, ...given } = clusterInputs;
            deepEqual(await preview(cluster, { ...given, roleArn: unknown }), {
                ...given,
                roleArn: unknown,
                vpcConfig: {
                    ...given.vpcConfig,
                    publicAccessCidrs: unknown,
                    clusterSecurityGroupId: unknown,
                    vpcId: unknown,
                },
                kubernetesNetworkConfig: unknown,
                deletionProtection: unknown,
                bootstrapSelfManagedAddons: true,
                arn: unknown,
                certificateAuthority: unknown,
                createdAt: unknown,
                endpoint: unknown,
                identities: unknown,
                platformVersion: unknown,
                status: unknown,
                region,
                tagsAll: {},
            });
        });

        it("keeps outputs that an update does not change", async () => {
            const made = await create(cluster, clusterInputs);
            const inputs = { ...made.inputs, version: "1.36" };
            const { inputs: oldInputs, ...existing } = made;
            const { securityGroupIds: _, ...vpcConfig } = made.state.vpcConfig;
            deepEqual(await plugin.update({ ...existing, oldInputs, inputs, timeout: 0, preview: true }), {
                ...made.state,
                vpcConfig,
                version: "1.36",
            });
        });

        it("does not know which version a change makes of a launch template", async () => {
            const type = "aws:ec2/launchTemplate:LaunchTemplate";
            const before = { name: "one", updateDefaultVersion: true };
            const state = { ...before, latestVersion: 1, defaultVersion: 1 };
            const versions = async (change: Properties) => {
                const inputs = { ...before, ...change };
                const of = { urn: "", type, name: "thing", id: "lt-1", state, oldInputs: before, inputs };
                const { latestVersion, defaultVersion } = await plugin.update({ ...of, timeout: 0, preview: true });
                return [latestVersion, defaultVersion];
            };
            const metadataOptions = { httpTokens: "required" };
            deepEqual(await versions({ metadataOptions }), [unknown, unknown]);
            deepEqual(await versions({ metadataOptions, updateDefaultVersion: undefined }), [unknown, 1]);
            deepEqual(await versions({ description: "other" }), [1, 1]);
        });
    });

    it("finds the most recent version of an add-on, or EKS's default", async () => {
        const of = { addonName: "coredns", kubernetesVersion: "1.35" };
        const ask = (args: Properties) => plugin.invoke("aws:eks/getAddonVersion:getAddonVersion", args);
        const found = { id: "coredns", ...of, region };
        deepEqual(await ask({ ...of, mostRecent: true }), { ...found, mostRecent: true, version: "v2" });
        deepEqual(await ask(of), { ...found, mostRecent: false, version: "v1" });
    });
});
