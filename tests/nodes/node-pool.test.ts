import assert from "node:assert/strict";
import { nodePoolManifest, nodePoolSpec } from "../../components/nodes/node-pool.ts";

const defaults = {
    template: {
        spec: {
            requirements: [
                { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
                { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
                { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
                { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["2"] },
            ],
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
            expireAfter: "720h",
        },
    },
    limits: { cpu: 1000 },
    disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m" },
};

describe("a node pool", () => {
    it("without a spec has all defaults", () => {
        assert.deepEqual(nodePoolManifest("default", {}, new Set(["default"])), {
            apiVersion: "karpenter.sh/v1",
            kind: "NodePool",
            metadata: { name: "default" },
            spec: defaults,
        });
    });

    it("takes a default out by null", () => {
        const limits = { cpu: null, "nvidia.com/gpu": 8 };
        assert.deepEqual(nodePoolSpec("default", { limits }, new Set(["default"])), {
            ...defaults,
            limits: { "nvidia.com/gpu": 8 },
        });
        const { limits: _, ...unbounded } = defaults;
        assert.deepEqual(nodePoolSpec("default", { limits: { cpu: null } }, new Set(["default"])), unbounded);
    });

    it("keeps what it says: maps merge by key, lists replace whole", () => {
        const requirements = [{ key: "kubernetes.io/arch", operator: "In" as const, values: ["arm64"] }];
        const spec = {
            template: { metadata: { labels: { team: "a" } }, spec: { requirements, terminationGracePeriod: "1h" } },
            limits: { memory: "64Gi" },
            disruption: { consolidateAfter: "5m" },
            weight: 10,
        };
        assert.deepEqual(nodePoolSpec("default", spec, new Set(["default"])), {
            template: {
                metadata: { labels: { team: "a" } },
                spec: { ...defaults.template.spec, requirements, terminationGracePeriod: "1h" },
            },
            limits: { cpu: 1000, memory: "64Gi" },
            disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "5m" },
            weight: 10,
        });
    });

    // D5 of the peers: `replicas` was accepted and never written.
    it("of a fixed size keeps its replicas and gets no limit of CPUs", () => {
        const { limits, ...rest } = defaults;
        assert.deepEqual(nodePoolSpec("default", { replicas: 3 }, new Set(["default"])), { ...rest, replicas: 3 });
    });

    it("of a fixed size may say that it takes the default limit out", () => {
        const spec = { replicas: 3, limits: { nodes: 5, cpu: null } };
        assert.deepEqual(nodePoolSpec("default", spec, new Set(["default"])).limits, { nodes: 5 });
    });

    it("without a class takes the one of its name, else the only one", () => {
        const named = (pool: string, classes: string[]) =>
            nodePoolSpec(pool, {}, new Set(classes)).template?.spec?.nodeClassRef?.name;
        assert.deepEqual([named("gpu", ["default", "gpu"]), named("gpu", ["default"])], ["gpu", "default"]);
    });

    it("never changes what it was made from", () => {
        nodePoolSpec("a", { limits: { memory: "1Gi" } }, new Set(["default"]));
        assert.deepEqual(nodePoolSpec("a", {}, new Set(["default"])), defaults);
    });

    it("has the labels and annotations of its own", () => {
        const { metadata } = nodePoolManifest(
            "a",
            { labels: { x: "1" }, annotations: { y: "2" } },
            new Set(["default"]),
        );
        assert.deepEqual(metadata, { name: "a", labels: { x: "1" }, annotations: { y: "2" } });
    });
});
