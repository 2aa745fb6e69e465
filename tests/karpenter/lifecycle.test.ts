import assert from "node:assert/strict";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { Karpenter, type KarpenterArgs } from "../../components/index.ts";
import { comesAfter, deploy } from "../deploy.ts";
import { base, everything, install, without } from "./install.ts";

describe("Karpenter", () => {
    it("registers exactly this", async () => {
        assert.deepEqual((await install()).list, everything);
    });

    it("comes up, and goes down in reverse: pools, classes, controller, what it needs, what it runs on", async () => {
        const { resources, find } = await deploy(() => {
            const nodes = new NodeGroup("nodes", {
                clusterName: "dev",
                nodeRoleArn: "r",
                scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
                subnetIds: [],
            });
            new Karpenter("karpenter", base, { dependsOn: nodes });
        });
        const pool = find("karpenter-node-pool-default");
        const nodeClass = find("karpenter-node-class-default");
        const release = find("karpenter-install-karpenter");
        const after = (later: typeof pool, earlier: typeof pool) =>
            assert.ok(comesAfter(resources, later, earlier), `${later.name} comes up before ${earlier.name}`);
        after(pool, nodeClass);
        after(nodeClass, release);
        const needed = resources.filter(
            ({ type, name }) =>
                /^(aws|kubernetes):/.test(type) && ![pool, nodeClass, release].some(r => r.name === name),
        );
        // All but the six components, pool, class and release; with the nodes.
        assert.equal(needed.length, everything.length - 9 + 1);
        for (const resource of needed) {
            after(release, resource);
            assert.ok(!comesAfter(resources, resource, release), `${resource.name} waits for the controller`);
        }
    });

    it("keeps a pool's nodes draining while the controller lives, for as long as the pool is given", async () => {
        const { find } = await install({ nodePools: { default: { deleteTimeout: "2h" } } });
        const { inputs, options } = find("karpenter-node-pool-default");
        assert.deepEqual(inputs.metadata.annotations, { "pulumi.com/deletionPropagationPolicy": "foreground" });
        assert.deepEqual(options.timeouts, { delete: "2h" });
    });

    it("makes a pool anew whose kind of class changes, once it has drained: the API server lets nobody change that", async () => {
        const { find } = await install({ nodePools: { default: {} } });
        const { timeouts, ...options } = find("karpenter-node-pool-default").options;
        assert.deepEqual(options, {
            deleteBeforeReplace: true,
            replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
        });
    });

    it("gives a pool ten minutes over its grace period, half an hour at least, and its class as long", async () => {
        const spec = { template: { spec: { terminationGracePeriod: "1h30m" } } };
        const { find } = await install({ nodePools: { default: { spec }, quick: {} } });
        const timeouts = (name: string) => find(`karpenter-node-${name}`).options.timeouts;
        assert.deepEqual(timeouts("pool-default"), { delete: "100m" });
        assert.deepEqual(timeouts("pool-quick"), { delete: "30m" });
        assert.deepEqual(timeouts("class-default"), { delete: "100m" });
    });

    // Helm patches from the last revision that came up: what only a failed one added would stay whatever the config then says.
    it("rolls a controller back that does not come up, and takes it away before it puts one elsewhere", async () => {
        const { find } = await install();
        const release = find("karpenter-install-karpenter");
        assert.equal(release.inputs.atomic, true);
        assert.deepEqual(release.options, { deleteBeforeReplace: true });
    });

    // F1: all but the role is adopted where it exists already, by AWS, by Helm's take-ownership or by aws-auth.
    it("adopts nothing before AWS has let it make the controller's role", async () => {
        const { resources, find } = await install({
            cluster: { ...base.cluster, kubeconfig: "k" },
            nodeRole: { joining: "AwsAuth" },
            install: { takeOwnership: true },
            spot: { serviceLinkedRole: true },
        });
        const adopted =
            /:(SpotServiceLinkedRole|Tag|Queue|QueuePolicy|EventRule|EventTarget|AwsAuthMapping|Release|Namespace|FlowSchema|EC2NodeClass|NodePool)$/;
        const late = resources.filter(({ type }) => adopted.test(type));
        assert.equal(late.length, 1 + 3 + 2 + 10 + 1 + 2 + 1 + 2 + 2);
        const attachments = resources.filter(
            ({ name, type }) => /^karpenter-controller-/.test(name) && type.endsWith(":RolePolicyAttachment"),
        );
        for (const resource of [...late, ...attachments])
            assert.ok(comesAfter(resources, resource, find("karpenter-controller-role")), resource.name);
    });

    it("makes no node role's attachment before the node role", async () => {
        const { resources, find } = await install();
        const attachments = resources.filter(({ name }) => /^karpenter-node-role-(cni|registry|ssm|worker)/.test(name));
        assert.equal(attachments.length, 4);
        for (const each of attachments)
            assert.ok(comesAfter(resources, each, find("karpenter-node-role", "Role")), each.name);
    });

    it("sees to the account's spot role only when asked to", async () => {
        const { list } = await install({ spot: { serviceLinkedRole: true } });
        const spot = "pulumi-nodejs:dynamic/eks-karpenter:SpotServiceLinkedRole karpenter-spot-role";
        assert.deepEqual(list, [...everything, spot].sort());
    });

    it("puts nothing into the cluster when told to, and hands it over as outputs", async () => {
        let karpenter: Karpenter | undefined;
        const program = () => {
            karpenter = new Karpenter("karpenter", { ...base, install: { enabled: false } });
        };
        const { list } = await deploy(program);
        assert.deepEqual(list, without(/kubernetes:|Installation/));
        const outputs = pulumi.all([karpenter!.helmValues, karpenter!.manifests, karpenter!.version]);
        const [values, manifests, version] = await new Promise<any[]>(resolve => outputs.apply(resolve));
        assert.equal(values.settings.interruptionQueue, "dev-karpenter");
        assert.deepEqual(
            manifests.map((object: any) => `${object.kind} ${object.metadata.name}`),
            [
                "Namespace karpenter",
                "FlowSchema karpenter-leader-election",
                "FlowSchema karpenter-workload",
                "EC2NodeClass default",
                "NodePool default",
            ],
        );
        assert.equal(manifests[3].spec.role, "dev-nodeRole");
        assert.equal(version, undefined);
    });

    it("protects all of its resources from a destroy that knows of no nodes, unless the stack allows it", async () => {
        const guarded = async (args: KarpenterArgs["install"]) => {
            const { resources } = await install({ install: args });
            return [resources.length, resources.filter(({ options }) => options.protect).length];
        };
        const [all, protectedOnes] = await guarded({ enabled: false });
        assert.equal(protectedOnes, all);
        assert.deepEqual(await guarded({ enabled: false, protect: false }), [all, 0]);
        assert.deepEqual(await guarded({ protect: true }), [everything.length, 0]);
        assert.deepEqual(await guarded({}), [everything.length, 0]);
    });

    it("shares nothing between two clusters in one program", async () => {
        const { resources } = await deploy(() => {
            new Karpenter("one", { ...base, cluster: { ...base.cluster, name: "one" } });
            new Karpenter("two", { ...base, cluster: { ...base.cluster, name: "two" } });
        });
        const names = resources
            .filter(({ type }) => type.startsWith("aws:"))
            .flatMap(({ type, inputs }) => (inputs.name ? [`${type} ${inputs.name}`] : []));
        assert.equal(new Set(names).size, names.length);
        assert.equal(names.length, 2 * 13);
    });

    it("previews on a cluster that is still to be made", async () => {
        const { list, find } = await deploy(() => {
            const cluster = new Cluster("c", { name: "dev", roleArn: "r", vpcConfig: { subnetIds: [] } });
            new Karpenter("karpenter", {
                ...base,
                cluster: {
                    name: "dev",
                    version: cluster.version,
                    endpoint: cluster.endpoint,
                    oidcProviderArn: cluster.identities[0]!.oidcs[0]!.issuer,
                },
                discovery: {
                    subnets: { a: "subnet-1", b: "subnet-2" },
                    securityGroups: { nodes: cluster.vpcConfig.clusterSecurityGroupId },
                },
            });
        });
        assert.deepEqual(list, [...everything, "aws:eks/cluster:Cluster c"].sort());
        assert.equal(find("karpenter-install-karpenter").inputs.values.settings.clusterEndpoint, "[unknown]");
    });
});
