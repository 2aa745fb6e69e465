import assert from "node:assert/strict";
import type { Rendered } from "../../../../stack/offline/program.ts";
import { attributesOf, cellsOf, type Element, elementsIn, named, parsed, rowsIn, text } from "./markup.ts";
import { pageOf, render } from "./rendered.ts";

describe("the page of a render says", () => {
    let dev: Rendered;
    let elements: Element[];
    before(async () => {
        dev = await render("dev");
        elements = elementsIn(parsed(pageOf(dev)));
    });

    it("the pools and classes with what people look at first, and their manifests under them", () => {
        const pools = rowsIn(elements, "node-pools");
        assert.deepEqual(
            pools.filter((_, index) => index !== 2 && index !== 4),
            [
                [
                    "Node pool",
                    "Weight",
                    "Capacity type",
                    "Architecture",
                    "Requirements",
                    "Limits",
                    "Disruption",
                    "Nodes",
                    "Node class",
                ],
                [
                    "arm64",
                    "10",
                    "spot, on-demand",
                    "arm64",
                    "os linuxcategory c, m, r",
                    "cpu 100memory 400Gi",
                    "WhenEmptyOrUnderutilized after 5mbudget 10%",
                    "expireAfter 720hterminationGracePeriod 1hlabel team=platform",
                    "bottlerocket",
                ],
                [
                    "default",
                    "–",
                    "spot",
                    "amd64",
                    "os linuxcategory c, m, rgeneration > 2",
                    "cpu 1000",
                    "WhenEmptyOrUnderutilized after 1m",
                    "expireAfter 720hterminationGracePeriod 1h",
                    "default",
                ],
            ],
        );
        assert.match(
            pools[2]![0]!,
            /^Manifest apiVersion: karpenter.sh\/v1 kind: NodePool metadata: name: arm64 spec:/,
        );
        const classes = rowsIn(elements, "node-classes");
        assert.deepEqual(classes[1], [
            "bottlerocket",
            "alias bottlerocket@latest",
            "dev-nodeRole",
            "karpenter.sh/discovery dev",
            "karpenter.sh/discovery dev",
            "–",
            "–",
            "arm64",
        ]);
        assert.match(classes[2]![0]!, /^Manifest apiVersion: karpenter.k8s.aws\/v1 kind: EC2NodeClass/);
    });

    it("IAM's documents with their sizes", () => {
        const [heads, first, below] = rowsIn(elements, "iam-documents");
        assert.deepEqual(heads, ["Document", "Kind", "Size", "Limit", "Used"]);
        assert.deepEqual(first, [
            "dev-karpenterControllerPolicy-EKSIntegration",
            "managed policy",
            "188",
            "6,144",
            "4%",
        ]);
        assert.match(below![0]!, /^1 statement \{ "Version": "2012-10-17"/);
    });

    it("the parts of the stack with how many resources come up in each stage", () => {
        assert.deepEqual(rowsIn(elements, "resources"), [
            ["Part", ...[1, 2, 3, 4, 5, 6, 7, 8].map(stage => `Stage ${stage}`)],
            ["Provider", "1", "", "", "", "", "", "", ""],
            ["karpenter-node-role", "", "1", "5", "", "", "", "", ""],
            ["karpenter-controller", "", "4", "4", "2", "1", "", "", ""],
            ["karpenter-discovery", "", "", "4", "", "", "", "", ""],
            ["SpotServiceLinkedRole", "", "", "1", "", "", "", "", ""],
            ["karpenter-interruption", "", "", "6", "6", "", "", "", ""],
            ["karpenter-install", "", "", "3", "1", "", "1", "", ""],
            ["EC2NodeClass", "", "", "", "", "", "", "2", ""],
            ["NodePool", "", "", "", "", "", "", "", "2"],
        ]);
    });

    it("each resource with its type, its component and what it waits for", () => {
        const cells = named(elements, "table").flatMap(cellsOf);
        assert.deepEqual(cells.find(([name]) => name === "karpenter-install-karpenter")?.slice(1), [
            "kubernetes:Release",
            "karpenter-install",
            "all of karpenter-controller" +
                "all of karpenter-discovery" +
                "karpenter-install-karpenter-leader-election FlowSchema" +
                "karpenter-install-karpenter-workload FlowSchema" +
                "karpenter-install-karpenter-crd Release" +
                "all of karpenter-interruption" +
                "all of karpenter-node-role",
        ]);
        assert.deepEqual(cells.find(([name]) => name === "karpenter-node-pool-arm64")?.slice(1), [
            "kubernetes:NodePool",
            "karpenter",
            "karpenter-node-class-bottlerocket EC2NodeClasskarpenter-spot-role SpotServiceLinkedRole",
        ]);
    });

    it("what was assumed, the outputs, and who it is about", () => {
        assert.deepEqual(rowsIn(elements, "assumed").slice(0, 2), [
            ["Fact", "Value", "Set by"],
            ["account", "123456789012", "eks-karpenter:cluster.accountId"],
        ]);
        assert.deepEqual(rowsIn(elements, "outputs").slice(-2), [
            ["queueName", "dev-karpenter"],
            ["version", "1.14.3"],
        ]);
        assert.equal(
            text(named(elements, "dl")[0]!),
            "clusterdev account123456789012 assumed regionus-west-2 Kubernetes version1.35 Karpenter version1.14.3",
        );
    });

    it("what a plugin keeps out of sight, and which warnings there are", async () => {
        const fresh = await render("new-cluster", "examples/Pulumi.new-cluster.yaml");
        const warned = { ...fresh, warnings: ["a: odd", "b: odd", "c: odd", "d: odd", "e: worse"] };
        const elements = elementsIn(parsed(pageOf(warned)));
        assert.ok(
            named(elements, "p")
                .map(text)
                .includes(
                    "Resources inside cluster (eks:index:Cluster) are created by its plugin at deploy time and are not shown here.",
                ),
        );
        const warnings = elements.filter(each => attributesOf(each).class === "warning");
        assert.deepEqual(warnings.map(text), ["a: odd (and at 3 more places)", "e: worse"]);
    });
});
