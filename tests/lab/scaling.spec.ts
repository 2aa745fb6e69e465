import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Instance } from "@aws-sdk/client-ec2";
import type { V1Node, V1PodSpec } from "@kubernetes/client-node";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { siteConfig } from "../../lab/stack-file.ts";
import { imageOf, instanceOf, launched, tagsOf } from "./support/account.ts";
import { readyNames } from "./support/custom-objects.ts";
import { theLab } from "./support/lab.ts";
import { changes, succeeded } from "./support/outcome.ts";
import { Workload } from "./support/workload.ts";

const region = "us-west-2";

const requirements = (arch: string, capacityType: string, families: string[]) =>
    Object.entries({
        "kubernetes.io/arch": [arch],
        "kubernetes.io/os": ["linux"],
        "karpenter.sh/capacity-type": [capacityType],
        "karpenter.k8s.aws/instance-family": families,
    }).map(([key, values]) => ({ key, operator: "In", values }));

const taint = { key: "example.com/team", value: "data", effect: "NoSchedule" };

/** A pool's template, what a pod of it asks for, and what the node must be that the pod gets. */
interface Case {
    template: { metadata?: object; spec?: object };
    pod?: Partial<V1PodSpec>;
    node: {
        capacityType: "spot" | "on-demand";
        architecture: string;
        families: RegExp;
        image: RegExp;
        taints?: object[];
    };
}

const cases: Record<string, Case> = {
    standard: {
        template: {},
        node: { capacityType: "spot", architecture: "x86_64", families: /^[cmr]/, image: /-al2023-x86_64-standard-/ },
    },
    arm64: {
        template: { spec: { requirements: requirements("arm64", "on-demand", ["c7g", "m7g"]) } },
        node: {
            capacityType: "on-demand",
            architecture: "arm64",
            families: /^[cm]7g\./,
            image: /-al2023-arm64-standard-/,
        },
    },
    gpu: {
        template: { spec: { requirements: requirements("amd64", "on-demand", ["g4dn", "g5"]) } },
        pod: { containers: [{ name: "app", image: "app", resources: { limits: { "nvidia.com/gpu": "1" } } }] },
        node: {
            capacityType: "on-demand",
            architecture: "x86_64",
            families: /^g(4dn|5)\./,
            image: /-al2023-x86_64-nvidia-/,
        },
    },
    bottlerocket: {
        template: { spec: { nodeClassRef: { name: "bottlerocket" } } },
        node: {
            capacityType: "spot",
            architecture: "x86_64",
            families: /^[cmr]/,
            image: /^bottlerocket-aws-k8s-1\.\d+-x86_64-/,
        },
    },
    tainted: {
        template: {
            metadata: { labels: { team: "data" }, annotations: { "example.com/owner": "data" } },
            spec: { taints: [taint] },
        },
        pod: { tolerations: [{ key: taint.key, operator: "Exists" }] },
        node: {
            capacityType: "spot",
            architecture: "x86_64",
            families: /^[cmr]/,
            image: /-al2023-x86_64-standard-/,
            taints: [taint],
        },
    },
};

describe("Karpenter, as the stack installed it", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name: "scaling", region, authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        config["eks-karpenter:nodeClasses"].default.spec.amiSelectorTerms = [{ alias: "al2023@v20260903" }];
        config["eks-karpenter:nodePools"] = Object.fromEntries(
            Object.entries(cases).map(([name, { template }]) => {
                const spec = { nodeClassRef: { name: "default" }, ...template.spec };
                return [name, { spec: { template: { ...template, spec } } }];
            }),
        );
        stack = await lab.stack("scaling", config);
        succeeded(await stack.up());
    });

    after(async () => {
        succeeded(await stack.destroy());
        await site.stop();
    });

    it("finds every node class and node pool ready", async () => {
        deepEqual(await readyNames(site.cluster, "ec2nodeclasses"), ["bottlerocket", "default"]);
        deepEqual(await readyNames(site.cluster, "nodepools"), Object.keys(cases).sort());
    });

    for (const [pool, { pod, node: expected }] of Object.entries(cases))
        it(`launches a node for a pod of ${pool}, of the kind that the pool says`, async () => {
            const nodeSelector = { "karpenter.sh/nodepool": pool };
            const workload = await Workload.create(site.cluster, pool, { pod: { nodeSelector, ...pod } });
            const [node] = await workload.nodes();
            const instance = await instanceOf(lab.aws, region, node!);
            equal(node!.metadata!.labels!["karpenter.sh/capacity-type"], expected.capacityType);
            equal(instance.InstanceLifecycle ?? "on-demand", expected.capacityType);
            equal(instance.Architecture, expected.architecture);
            match(instance.InstanceType!, expected.families);
            match(await imageOf(lab.aws, region, instance), expected.image);
            const taints = (node!.spec!.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect }));
            deepEqual(taints, expected.taints ?? []);
            checkPlace(instance);
            await checkTags(node!, pool);
        });

    /** Where it is, and what it may do. */
    function checkPlace({ SubnetId, SecurityGroups = [], IamInstanceProfile }: Instance): void {
        ok(site.network.subnetIds.includes(SubnetId!), `in ${SubnetId}`);
        deepEqual(
            SecurityGroups.map(({ GroupId }) => GroupId),
            [site.network.securityGroupId],
        );
        match(IamInstanceProfile!.Arn!, /:instance-profile\/.*scaling_/);
    }

    /** Its tags, of which Karpenter adds two once the node has joined. */
    async function checkTags(node: V1Node, pool: string): Promise<void> {
        const tags = await until("all tags of the instance", async () => {
            const tags = tagsOf(await instanceOf(lab.aws, region, node));
            return tags.Name !== undefined && tags;
        });
        const { "karpenter.sh/nodeclaim": nodeClaim, ...rest } = tags;
        match(nodeClaim!, new RegExp(`^${pool}-[a-z0-9]{5}$`));
        deepEqual(rest, {
            Name: node.metadata!.name,
            "eks:eks-cluster-name": "scaling",
            "karpenter.k8s.aws/ec2nodeclass": pool === "bottlerocket" ? "bottlerocket" : "default",
            "karpenter.sh/nodepool": pool,
            "kubernetes.io/cluster/scaling": "owned",
            environment: "dev",
            owner: "platform",
        });
    }

    it("gives nodes the labels and annotations of their pool", async () => {
        const workload = await Workload.create(site.cluster, "labelled", {
            pod: { nodeSelector: { team: "data" }, tolerations: [{ key: taint.key, operator: "Exists" }] },
        });
        const [node] = await workload.nodes();
        equal(node!.metadata!.annotations!["example.com/owner"], "data");
        await workload.delete();
    });

    it("drains and replaces a spot node that EC2 is about to take", async () => {
        const workload = await Workload.create(site.cluster, "interrupted", {
            pod: { nodeSelector: { "karpenter.sh/nodepool": "standard" } },
        });
        const [node] = await workload.nodes();
        const { InstanceId } = await instanceOf(lab.aws, region, node!);
        const deliveries = await lab.aws.emit(region, {
            source: "aws.ec2",
            "detail-type": "EC2 Spot Instance Interruption Warning",
            detail: { "instance-id": InstanceId, "instance-action": "terminate" },
        });
        deepEqual(
            deliveries.map(({ refused }) => refused),
            [undefined],
        );
        await workload.nodes({ besides: [node!.metadata!.name!] });
        await until("the interrupted instance to end", async () =>
            (await launched(lab.aws, region, "scaling")).every(instance => instance.InstanceId !== InstanceId),
        );
        await workload.delete();
    });

    it("replaces a node whose class got another image", async () => {
        const workload = await Workload.create(site.cluster, "drifted", {
            pod: { nodeSelector: { "karpenter.sh/nodepool": "arm64" } },
        });
        const [node] = await workload.nodes();
        lab.aws.publishImages(region);
        stack.edit(config => {
            config["eks-karpenter:nodeClasses"].default.spec.amiSelectorTerms = [{ alias: "al2023@v20260930" }];
        });
        changes(await stack.up(), ["update karpenter-node-class-default: spec.amiSelectorTerms[0].alias"]);
        const [next] = await workload.nodes({ besides: [node!.metadata!.name!], timeout: 240_000 });
        const instance = await instanceOf(lab.aws, region, next!);
        match(await imageOf(lab.aws, region, instance), /-al2023-arm64-standard-.*-v20260930$/);
        await workload.delete();
    });
});
