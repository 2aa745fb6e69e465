import assert from "node:assert/strict";
import { type Output, output } from "@pulumi/pulumi";
import type { InstallArgs } from "../../components/controller/install-args.ts";
import { helmValues, type Wires } from "../../components/controller/values.ts";
import { resolve } from "../../components/resolve.ts";

const wires = {
    cluster: "dev",
    endpoint: "https://api.example",
    queueName: "dev-karpenter",
    serviceAccount: "karpenter",
    roleArn: "arn:aws:iam::123456789012:role/dev-karpenterControllerRole",
    zonalShift: false,
};
const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } };

const valuesOf = (wires: Wires, install: InstallArgs) =>
    helmValues(wires, resolve({ cluster: { name: "dev" }, install }).install);

describe("the controller's Helm values", () => {
    it("wire cluster, queue, service account and role", () => {
        assert.deepEqual(valuesOf(wires, {}), {
            settings: {
                clusterName: "dev",
                clusterEndpoint: "https://api.example",
                interruptionQueue: "dev-karpenter",
            },
            serviceAccount: {
                create: true,
                name: "karpenter",
                annotations: { "eks.amazonaws.com/role-arn": wires.roleArn },
            },
            podAnnotations: { "eks-karpenter/credentials": wires.roleArn },
            replicas: 2,
            dnsPolicy: "ClusterFirst",
            controller: { resources },
        });
    });

    // F7: with the chart's own strategy Helm waits for all controllers but one, which of one is none.
    it("make Helm wait for a lone controller, and let a new one start beside it on one node", () => {
        const alone = {
            strategy: { rollingUpdate: { maxUnavailable: 0 } },
            affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
            topologySpreadConstraints: [],
        };
        const placed = (install: object) => {
            const { strategy, affinity, topologySpreadConstraints } = valuesOf(wires, install);
            return { ...(strategy && { strategy }), ...(affinity && { affinity, topologySpreadConstraints }) };
        };
        assert.deepEqual(placed({ replicas: 1 }), alone);
        assert.deepEqual(placed({ values: { replicas: 1 } }), alone);
        assert.deepEqual(placed({ replicas: 1, values: { replicas: 2 } }), {});
        assert.deepEqual(placed({ replicas: 3 }), {});
        const recreate = { type: "Recreate" };
        assert.deepEqual(placed({ replicas: 1, values: { strategy: recreate } }), { strategy: recreate });
    });

    it("make Helm wait for a lone controller whose number is known only later", async () => {
        const later = (count: number) => valuesOf(wires, { replicas: output(count) }).strategy.rollingUpdate;
        const known = (value: Output<number>) => new Promise<number>(resolve => value.apply(resolve));
        assert.equal(await known(later(1).maxUnavailable), 0);
        assert.equal(await known(later(2).maxUnavailable), 1);
    });

    it("change the controller's pods with the way they get their role", () => {
        const annotations = (roleArn?: string) => valuesOf({ ...wires, roleArn }, {}).podAnnotations;
        assert.deepEqual(annotations("arn:aws:iam::123456789012:role/other"), {
            "eks-karpenter/credentials": "arn:aws:iam::123456789012:role/other",
        });
        assert.deepEqual(annotations(), { "eks-karpenter/credentials": "PodIdentity" });
    });

    it("hold no queue, endpoint or role where there is none, not even an empty one", () => {
        const { settings, serviceAccount } = valuesOf(
            { ...wires, endpoint: undefined, queueName: undefined, roleArn: undefined },
            {},
        );
        assert.deepEqual(
            { settings, serviceAccount },
            {
                settings: { clusterName: "dev" },
                serviceAccount: { create: true, name: "karpenter" },
            },
        );
    });

    // D2 of the peers: a shallow spread dropped everything under the user's `settings`.
    it("keep the user's beside ours, at every depth", () => {
        const values = valuesOf(wires, {
            values: {
                settings: { featureGates: { spotToSpotConsolidation: true }, batchMaxDuration: "20s" },
                serviceAccount: { annotations: { team: "platform" } },
                controller: { resources: { limits: { memory: "2Gi" } } },
                tolerations: [],
            },
        });
        assert.deepEqual(values, {
            settings: {
                clusterName: "dev",
                clusterEndpoint: "https://api.example",
                interruptionQueue: "dev-karpenter",
                featureGates: { spotToSpotConsolidation: true },
                batchMaxDuration: "20s",
            },
            serviceAccount: {
                create: true,
                name: "karpenter",
                annotations: { "eks.amazonaws.com/role-arn": wires.roleArn, team: "platform" },
            },
            podAnnotations: { "eks-karpenter/credentials": wires.roleArn },
            replicas: 2,
            dnsPolicy: "ClusterFirst",
            controller: { resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "2Gi" } } },
            tolerations: [],
        });
    });

    it("place the controller without losing what the chart's own lists hold", () => {
        const { replicas, controller, dnsPolicy, nodeSelector, tolerations } = valuesOf(wires, {
            replicas: 1,
            resources: { requests: { cpu: "500m" } },
            fargate: true,
            nodeSelector: { "eks-karpenter/system": "true" },
            tolerations: [{ key: "system", operator: "Exists" }],
        });
        assert.deepEqual(
            { replicas, controller, dnsPolicy, nodeSelector, tolerations },
            {
                replicas: 1,
                controller: {
                    resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
                },
                dnsPolicy: "Default",
                nodeSelector: { "kubernetes.io/os": "linux", "eks-karpenter/system": "true" },
                tolerations: [
                    { key: "CriticalAddonsOnly", operator: "Exists" },
                    { key: "system", operator: "Exists" },
                ],
            },
        );
    });

    it("turn zonal shift on only when asked for", () => {
        assert.equal(valuesOf({ ...wires, zonalShift: true }, {}).settings.enableZonalShift, true);
        assert.equal("enableZonalShift" in valuesOf(wires, {}).settings, false);
    });
});
