import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import type { Lab } from "../../lab/lab.ts";
import type { Outcome } from "../../lab/pulumi/operation.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { chartsOf, siteConfig } from "../../lab/stack-file.ts";
import { launched } from "./support/account.ts";
import { set } from "./support/config.ts";
import { objects, readyNames } from "./support/custom-objects.ts";
import { awsAuth, type Everything, everything } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { changes, nameOf, succeeded, unchanged } from "./support/outcome.ts";
import { Workload } from "./support/workload.ts";

const region = "us-west-2";
const name = "edits";

/** Edits of one stack's file, one after the other, as its people make them over the months. Every one finds nodes running. */
describe("a stack whose file is edited", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;
    let untouched: Everything;
    let workload: Workload;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name, region, authenticationMode: "API_AND_CONFIG_MAP" });
        untouched = await everything(lab, site);
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        delete config["eks-karpenter:discovery"].subnets["zone-3"];
        config["eks-karpenter:nodeRole"] = { joining: "AwsAuth" };
        config["eks-karpenter:nodeClasses"].default.spec.amiSelectorTerms = [{ alias: "al2023@v20260903" }];
        stack = await lab.stack(name, config);
        succeeded(await stack.up());
        workload = await Workload.create(site.cluster, "service", {
            pod: { nodeSelector: { "karpenter.sh/nodepool": "default" } },
        });
        await workload.nodes();
    });

    after(() => site.stop());

    /**
     * Sets values in the file, by their paths; undefined takes one out. The preview and the update make these changes and no other: so
     * nothing was left to change by the edit before.
     */
    async function edited(values: Record<string, unknown>, expected: string[]): Promise<Outcome> {
        stack.edit(config => {
            for (const [path, value] of Object.entries(values)) set(config, path, value);
        });
        const previewed = await stack.preview();
        const updated = await stack.up();
        changes(previewed, expected);
        changes(updated, expected);
        return updated;
    }

    /** A pod that needs a node more gets one. */
    async function scaled(name: string, cpu: string): Promise<void> {
        const containers = [{ name: "app", image: "app", resources: { requests: { cpu } } }];
        const nodeSelector = { "karpenter.sh/nodepool": "arm64" };
        const more = await Workload.create(site.cluster, name, { pod: { containers, nodeSelector } });
        await more.nodes();
        await more.delete();
    }

    const nodeNames = async () => (await workload.nodes()).map(({ metadata }) => metadata!.name!);
    const running = () => launched(lab.aws, region, name);
    const ids = async () => (await running()).map(({ InstanceId }) => InstanceId).sort();

    it("gets a pool more", async () => {
        const batch = { spec: { template: { spec: { nodeClassRef: { name: "default" } } } } };
        await edited({ "nodePools.batch": batch }, ["create karpenter-node-pool-batch"]);
        deepEqual(await readyNames(site.cluster, "nodepools"), ["arm64", "batch", "default"]);
    });

    it("gives a pool other limits, requirements and another weight, in place", async () => {
        const requirements = Object.entries({
            "kubernetes.io/arch": ["amd64"],
            "kubernetes.io/os": ["linux"],
            "karpenter.sh/capacity-type": ["on-demand"],
            "karpenter.k8s.aws/instance-family": ["c6i", "m6i"],
        }).map(([key, values]) => ({ key, operator: "In", values }));
        await edited(
            {
                "nodePools.batch.spec.limits": { cpu: 50 },
                "nodePools.batch.spec.weight": 7,
                "nodePools.batch.spec.template.spec.requirements": requirements,
            },
            [
                `update karpenter-node-pool-batch: spec.limits.cpu, ${[
                    "[2].values[0]",
                    "[3].key",
                    "[3].values[0]",
                    "[3].values[1]",
                    "[3].values[2]",
                    "[4]",
                ]
                    .map(path => `spec.template.spec.requirements${path}`)
                    .join(", ")}, spec.weight`,
            ],
        );
        const pool = (await objects(site.cluster, "nodepools")).find(({ metadata }) => metadata.name === "batch");
        const { limits, weight, template } = pool.spec;
        deepEqual(
            { limits, weight, requirements: template.spec.requirements },
            { limits: { cpu: 50 }, weight: 7, requirements },
        );
    });

    it("says in the preview that a pool can't become one of a fixed size", async () => {
        const { batch } = stack.config["eks-karpenter:nodePools"];
        const { weight, limits, ...spec } = batch.spec;
        const allow = { "static-capacity-gate": { reason: "nothing is made of it, in this test" } };
        const edit = (pool: unknown, allowed: unknown) =>
            stack.edit(config => {
                set(config, "nodePools.batch", pool);
                set(config, "checks.allow", allowed);
            });
        edit({ spec: { ...spec, replicas: 1 } }, allow);
        const previewed = await stack.preview();
        edit(batch, undefined);
        equal(previewed.ok, false);
        match(previewed.messages.join("\n"), /Cannot transition NodePool between static .* and dynamic/);
    });

    it("makes a pool anew that gets another kind of class, and says so in the preview", async () => {
        const allow = { "class-kind": { reason: "another provider's pool, in this test" } };
        const changed = "spec.template.spec.nodeClassRef.kind";
        const anew = [
            "delete-replaced karpenter-node-pool-batch",
            ...["replace", "create-replacement"].map(op => `${op} karpenter-node-pool-batch: ${changed}`),
        ];
        const uid = async () =>
            (await objects(site.cluster, "nodepools")).find(({ metadata }) => metadata.name === "batch").metadata.uid;
        const before = await uid();
        await edited({ "checks.allow": allow, [`nodePools.batch.${changed}`]: "OtherNodeClass" }, anew);
        notEqual(await uid(), before);
        await edited({ "checks.allow": undefined, [`nodePools.batch.${changed}`]: undefined }, anew);
        deepEqual(await readyNames(site.cluster, "nodepools"), ["arm64", "batch", "default"]);
    });

    it("drains a pool that is removed, and ends its nodes", async () => {
        const others = await ids();
        const batch = await Workload.create(site.cluster, "batch", {
            pod: { nodeSelector: { "karpenter.sh/nodepool": "batch" } },
        });
        await batch.nodes();
        equal((await running()).length, others.length + 1);
        await edited({ "nodePools.batch": undefined }, ["delete karpenter-node-pool-batch"]);
        deepEqual(await ids(), others);
        await batch.delete();
    });

    it("turns interruption handling off, and on again", async () => {
        const events = ["capacity-reservation-interruption", "instance-state-change", "rebalance", "scheduled-change"];
        const rules = [...events, "spot-interruption"].flatMap(rule => [rule, `${rule}-target`]);
        const parts = (op: string) => [
            // A policy and its attachment.
            `${op} karpenter-controller-policy-interruption`,
            `${op} karpenter-controller-policy-interruption`,
            `${op} karpenter-interruption`,
            ...["queue", "queue-policy", ...rules].map(part => `${op} karpenter-interruption-${part}`),
            "update karpenter-install-karpenter: checksum, values.settings.interruptionQueue",
        ];
        await edited({ "interruption.enabled": false }, parts("delete"));
        await edited({ "interruption.enabled": true }, parts("create"));
    });

    it("opens a subnet more to nodes", async () => {
        const third = site.network.subnetIds[2]!;
        await edited({ "discovery.subnets.zone-3": third }, ["create karpenter-discovery-subnet-zone-3"]);
        const nodeSelector = { "karpenter.sh/nodepool": "default", "topology.kubernetes.io/zone": "us-west-2c" };
        const there = await Workload.create(site.cluster, "third-zone", { pod: { nodeSelector } });
        await there.nodes();
        await there.delete();
    });

    it("gives a class another image, and its nodes drift to it", async () => {
        const before = await nodeNames();
        lab.aws.publishImages(region);
        await edited({ "nodeClasses.default.spec.amiSelectorTerms": [{ alias: "al2023@v20260930" }] }, [
            "update karpenter-node-class-default: spec.amiSelectorTerms[0].alias",
        ]);
        await workload.nodes({ besides: before, timeout: 180_000 });
    });

    it("renames a node class, and moves its nodes to it", async () => {
        const before = await nodeNames();
        await edited(
            {
                "nodeClasses.linux": stack.config["eks-karpenter:nodeClasses"].default,
                "nodeClasses.default": undefined,
                "nodePools.default.spec.template.spec.nodeClassRef": { name: "linux" },
            },
            [
                "create karpenter-node-class-linux",
                "update karpenter-node-pool-default: spec.template.spec.nodeClassRef.name",
                "delete karpenter-node-class-default",
            ],
        );
        await workload.nodes({ besides: before });
        const claims = await objects(site.cluster, "nodeclaims");
        deepEqual([...new Set(claims.map(({ spec }) => spec.nodeClassRef.name))], ["linux"]);
    });

    it("lets nodes join by an access entry where aws-auth did, and leaves the rest of aws-auth alone", async () => {
        await edited({ "nodeRole.joining": "AccessEntry" }, [
            "create karpenter-node-role-access-entry",
            "delete karpenter-node-role-aws-auth",
        ]);
        deepEqual(await awsAuth(site.cluster), untouched.awsAuth);
    });

    it("moves the controller from IRSA to Pod Identity", async () => {
        await edited({ "controller.identity": "PodIdentity" }, [
            "create karpenter-controller-association",
            "update karpenter-controller-role: assumeRolePolicy",
            'update karpenter-install-karpenter: checksum, values.podAnnotations["eks-karpenter/credentials"], ' +
                "values.serviceAccount.annotations",
        ]);
        const since = lab.aws.calls.length;
        await scaled("after-identity", "1");
        const callers = lab.aws.calls.slice(since).filter(({ action }) => action === "CreateFleet");
        ok(callers.length > 0);
        for (const { caller } of callers) match(caller.arn, /:assumed-role\/edits-karpenterControllerRole\/eks-edits-/);
    });

    it("raises Karpenter's version, CRDs first, and keeps every node that has pods", async () => {
        const before = await nodeNames();
        const { steps } = await edited(
            { install: { ...stack.config["eks-karpenter:install"], ...chartsOf(lab, "1.15.0") } },
            [
                "update karpenter-install-karpenter-crd: chart, checksum, version",
                "update karpenter-install-karpenter: chart, checksum, version",
            ],
        );
        const step = (name: string) => steps.find(({ op, urn }) => op === "update" && nameOf(urn) === name)!;
        ok(step("karpenter-install-karpenter-crd").ended! <= step("karpenter-install-karpenter").began);
        deepEqual(await nodeNames(), before);
        await scaled("after-upgrade", "6");
        deepEqual(await readyNames(site.cluster, "nodepools"), ["arm64", "default"]);
    });

    it("lets the CRDs go with the stack once it is told to", async () => {
        await edited({ "install.keepCrds": false }, [
            'update karpenter-install-karpenter-crd: checksum, values.additionalAnnotations["helm.sh/resource-policy"]',
        ]);
        unchanged(await stack.preview());
        await workload.delete();
        succeeded(await stack.destroy());
        const { roles } = await lab.aws.inventory(region);
        deepEqual(await everything(lab, site), { ...untouched, account: { ...untouched.account, roles } });
    });
});
