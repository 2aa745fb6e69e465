import assert from "node:assert/strict";
import type { KarpenterArgs } from "../components/args.ts";
import { resolve } from "../components/resolve.ts";

const cluster = { name: "dev" };

describe("the arguments' defaults", () => {
    it("are all there where only the cluster is named", () => {
        assert.deepEqual(resolve({ cluster }), {
            cluster,
            controller: {
                identity: "IRSA",
                namespace: "karpenter",
                serviceAccount: "karpenter",
                policyStatements: [],
                policyArns: {},
                zonalShift: false,
            },
            discovery: {
                selectBy: "Tag",
                subnets: {},
                securityGroups: {},
                taggedByOthers: [],
                tagKey: "karpenter.sh/discovery",
                tagValue: "dev",
            },
            install: {
                enabled: true,
                protect: true,
                version: "1.14.3",
                chart: "oci://public.ecr.aws/karpenter/karpenter",
                crdChart: "oci://public.ecr.aws/karpenter/karpenter-crd",
                keepCrds: true,
                createNamespace: true,
                replicas: 2,
                fargate: false,
                dnsPolicy: "ClusterFirst",
                timeout: 600,
                values: {},
            },
            nodeRole: { policyArns: {}, joining: "AccessEntry", others: {} },
            interruption: { enabled: true },
            spot: { serviceLinkedRole: false },
            names: { region: false },
            checks: { development: false, allow: {} },
            nodeClasses: {},
            nodePools: {},
            nodeOverlays: {},
        });
    });

    it("follow from other arguments", () => {
        const { controller, install, nodeRole } = resolve({
            cluster: { ...cluster, authenticationMode: "CONFIG_MAP" },
            controller: { namespace: "kube-system" },
            install: { fargate: true },
        });
        assert.equal(controller.serviceAccount, "karpenter");
        assert.equal(install.createNamespace, false);
        assert.equal(install.dnsPolicy, "Default");
        assert.equal(nodeRole.joining, "AwsAuth");
    });

    it("give way to what is set, and not to undefined", () => {
        const { controller, install, nodePools } = resolve({
            cluster,
            controller: { namespace: undefined, serviceAccount: "own" },
            install: { enabled: false, replicas: 1, dnsPolicy: "ClusterFirst", fargate: true },
            nodePools: undefined,
        });
        assert.deepEqual([controller.namespace, controller.serviceAccount], ["karpenter", "own"]);
        assert.deepEqual([install.enabled, install.replicas, install.dnsPolicy], [false, 1, "ClusterFirst"]);
        assert.deepEqual(nodePools, {});
    });

    it("leave the arguments as they are, and are the same a second time", () => {
        const args: KarpenterArgs = { cluster, controller: { namespace: "kube-system" }, tags: { team: "a" } };
        const before = structuredClone(args);
        const resolved = resolve(args);
        assert.deepEqual(args, before);
        assert.deepEqual(resolve(resolved), resolved);
    });
});
