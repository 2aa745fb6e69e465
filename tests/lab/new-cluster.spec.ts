import { deepEqual, equal } from "node:assert/strict";
import { DescribeClusterCommand, DescribeNodegroupCommand, EKSClient } from "@aws-sdk/client-eks";
import type { Inventory } from "../../lab/aws/aws.ts";
import { adminClient } from "../../lab/aws/seed.ts";
import type { Cluster } from "../../lab/cluster/cluster.ts";
import type { Lab } from "../../lab/lab.ts";
import { prepareNewCluster } from "../../lab/new-cluster.ts";
import type { Outcome } from "../../lab/pulumi/operation.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import { set } from "./support/config.ts";
import { readyNames } from "./support/custom-objects.ts";
import { theLab } from "./support/lab.ts";
import { changes, nameOf, succeeded, unchanged } from "./support/outcome.ts";
import { sequence, stagesOf } from "./support/sequence.ts";
import { Workload } from "./support/workload.ts";

const file = "examples/Pulumi.new-cluster.yaml";
const name = "fresh";
/** The changes by a raise of the cluster's version, in order. */
const raised = ["cluster-eksCluster: version", "cluster-kube-proxy: addonVersion", "system: version"];

/** Components create nothing themselves. */
const ofProviders = (outcome: Outcome): Outcome => ({
    ...outcome,
    changes: outcome.changes.filter(({ urn }) => !/\b(eks|eks-karpenter):index:\w+::[^:]+$/.test(urn)),
});

describe("a stack that creates its cluster, with a node group and Pod Identity", () => {
    let lab: Lab;
    let stack: Stack;
    let cluster: Cluster;
    let region: string;
    let untouched: Inventory;
    const inventory = () => lab.aws.inventory(region);

    before(async () => {
        lab = await theLab();
        const config = await prepareNewCluster(lab, name, file);
        region = config["aws:region"];
        stack = await lab.stack(name, config);
        untouched = await inventory();
    });

    it("previews, and touches nothing", async () => {
        succeeded(await stack.preview());
        deepEqual(await inventory(), untouched);
    });

    it("comes up in order: control plane, system, add-ons there, Karpenter", async () => {
        const outcome = succeeded(await stack.up());
        cluster = lab.cluster(name, region);
        const stages = {
            "control plane": /::cluster-eksCluster$/,
            "kube-proxy and VPC CNI": /::cluster-(kube-proxy|vpc-cni)$/,
            system: /:(NodeGroup|FargateProfile)::system$/,
            CoreDNS: /:Addon::coredns$/,
            Karpenter: /:Release::/,
            pools: /:NodePool::/,
        };
        deepEqual(stagesOf(outcome, stages), Object.keys(stages));
    });

    it("has nothing left to change", async () => unchanged(await stack.preview()));

    it("finds nothing that changed behind its back", async () => unchanged(await stack.refresh()));

    it("has every node class and node pool ready", async () => {
        deepEqual(await readyNames(cluster, "ec2nodeclasses"), ["default"]);
        deepEqual(await readyNames(cluster, "nodepools"), ["default"]);
    });

    it("gives a pod a node", async () => {
        const workload = await Workload.create(cluster, "web");
        const nodes = await workload.nodes();
        deepEqual(
            nodes.map(({ metadata }) => metadata!.labels!["karpenter.sh/nodepool"]),
            ["default"],
        );
        await workload.delete();
    });

    it("raises its version: control plane, then kube-proxy, then the system nodes", async () => {
        stack.edit(config => {
            set(config, "cluster.version", "1.36");
            set(config, "cluster.create.addons.kube-proxy.version", "v1.36.0-eksbuild.2");
        });
        const updates = raised.map(change => `update ${change}`);
        const previewed = ofProviders(await stack.preview());
        changes(previewed, updates);
        deepEqual(
            previewed.changes.map(({ urn }) => nameOf(urn)),
            raised.map(change => change.split(":")[0]),
        );
        const outcome = ofProviders(await stack.up());
        changes(outcome, updates);
        const moments = outcome.changes.flatMap(({ urn, began, ended }) =>
            [began, ended!].map(at => ({ at, name: nameOf(urn) })),
        );
        deepEqual(
            sequence(moments),
            raised.map(change => change.split(":")[0]),
        );
        unchanged(await stack.preview());

        const eks = new EKSClient(adminClient(lab.aws, region));
        equal((await eks.send(new DescribeClusterCommand({ name }))).cluster?.version, "1.36");
        const { id } = (await stack.resources()).find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")!;
        const nodegroupName = id!.split(":")[1]!;
        const { nodegroup } = await eks.send(new DescribeNodegroupCommand({ clusterName: name, nodegroupName }));
        equal(nodegroup?.version, "1.36");
    });

    it("goes, and leaves the account as it was", async () => {
        succeeded(await stack.destroy());
        deepEqual(await inventory(), untouched);
        equal([...lab.clusters].includes(cluster), false);
    });
});
