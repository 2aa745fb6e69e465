import { deepEqual, equal, ok } from "node:assert/strict";
import type { V1Pod } from "@kubernetes/client-node";
import type { Call } from "../../lab/aws/aws.ts";
import type { Lab } from "../../lab/lab.ts";
import type { Outcome } from "../../lab/pulumi/operation.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { siteConfig } from "../../lab/stack-file.ts";
import { type Everything, everything, withKept } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { succeeded } from "./support/outcome.ts";
import { type Request, requestsSince } from "./support/requests.ts";
import { sequence, stagesOf } from "./support/sequence.ts";
import { Workload } from "./support/workload.ts";

const region = "us-west-2";
const doNotDisrupt = "karpenter.sh/do-not-disrupt";

const template = (spec: object) => ({ spec: { template: { spec } } });

const pools = {
    spot: template({}),
    "on-demand": template({
        requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] }],
    }),
    bounded: template({ terminationGracePeriod: "20s" }),
};

describe("a stack that is destroyed while ten nodes run, on one a pod that may hold it for twenty seconds", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;
    let untouched: Everything;
    let workloads: Workload[];
    let pods: V1Pod[];
    /** The instances by the names of their nodes. */
    let instances: Map<string, string>;
    let outcome: Outcome;
    let calls: Call[];
    let requests: Request[];

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name: "destroy", region, authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        delete config["eks-karpenter:nodeClasses"].bottlerocket;
        stack = await lab.stack("destroy", { ...config, "eks-karpenter:nodePools": pools });
        untouched = await everything(lab, site);
        succeeded(await stack.up());
        workloads = await Promise.all([
            Workload.create(site.cluster, "web", { replicas: 5, pool: "spot" }),
            Workload.create(site.cluster, "shop", { replicas: 4, pool: "on-demand" }),
            Workload.create(site.cluster, "held", { pool: "bounded", annotations: { [doNotDisrupt]: "true" } }),
        ]);
        const nodes = (await Promise.all(workloads.map(workload => workload.nodes()))).flat();
        instances = new Map(nodes.map(({ metadata, spec }) => [metadata!.name!, spec!.providerID!.split("/").at(-1)!]));
        equal(instances.size, 10);
        pods = (await Promise.all(workloads.map(workload => workload.pods()))).flat();
    });

    after(() => site.stop());

    it("goes", async () => {
        const since = Date.now();
        outcome = succeeded(await stack.destroy());
        calls = lab.aws.calls.filter(({ at }) => at >= since);
        requests = requestsSince(site.cluster, since);
    });

    it("takes pools, then classes, then the controller, and only then what that needed", () => {
        const first = { pools: /NodePool::/, classes: /EC2NodeClass::/, controller: /Release::.*-karpenter$/ };
        const orders = [
            { ...first, "permissions, queue and tags": /\$aws:/ },
            { ...first, CRDs: /Release::.*-karpenter-crd$/, namespace: /:Namespace::/ },
            { ...first, "share of the API server": /:FlowSchema::/ },
        ];
        for (const stages of orders) deepEqual(stagesOf(outcome, stages), Object.keys(stages));
    });

    it("keeps a pool until the instances of all of its nodes have ended", () => {
        for (const { metadata, spec } of pods) {
            const urn = `NodePool::karpenter-node-pool-${spec!.nodeSelector!["karpenter.sh/nodepool"]}`;
            const pool = outcome.steps.find(step => step.urn.endsWith(urn))!;
            ok(endOf(metadata!.name!) < pool.ended!, `${urn} went before its instance`);
        }
    });

    it("evicts pods, and then ends the instance that they were on", () => {
        const evicted = requests.filter(({ resource, code }) => resource === "pods/eviction" && code === 201);
        const evictable = pods.filter(({ metadata }) => !metadata!.annotations?.[doNotDisrupt]);
        deepEqual(
            [...new Set(evicted.map(({ name }) => name))].sort(),
            evictable.map(({ metadata }) => metadata!.name).sort(),
        );
        for (const { name, at } of evicted) ok(at < endOf(name), `${name} was evicted after its instance ended`);
    });

    it("deletes the pod that may not be evicted, when the time of its node is over", () => {
        const deleted = requests.filter(({ user, verb, resource }) => `${user} ${verb} ${resource}` === byKarpenter);
        const held = pods.find(({ metadata }) => metadata!.annotations?.[doNotDisrupt])!;
        deepEqual(
            deleted.map(({ name }) => name),
            [held.metadata!.name],
        );
        const [{ at, name }] = deleted as [Request];
        const asked = requests.find(
            ({ verb, resource, name }) => verb === "delete" && resource === "nodeclaims" && name.startsWith("bounded-"),
        )!;
        // The time of a deletion has no fractions of a second.
        ok(at - asked.at > 19_000, `it was deleted after ${at - asked.at} ms`);
        ok(at < endOf(name), "it was deleted after its instance ended");
    });

    it("has Karpenter end every instance and clean up, and Pulumi take its permissions after that", () => {
        const taking = calls.filter(({ action }) => /^(Delete|Detach|Remove|Terminate)/.test(action));
        const ended = taking.filter(({ action }) => action === "TerminateInstances");
        deepEqual([...new Set(ended.flatMap(({ resources }) => resources))].sort(), [...instances.values()].sort());
        deepEqual(sequence(taking.map(({ at, caller }) => ({ at, name: nameOf(caller.arn) }))), [
            "destroy-karpenterControllerRole",
            "admin",
        ]);
    });

    it("leaves nothing", async () => {
        await Promise.all(workloads.map(workload => workload.delete()));
        deepEqual(await everything(lab, site), withKept(untouched));
    });

    /** When the instance that a pod ran on was ended. */
    function endOf(pod: string): number {
        const { spec } = pods.find(({ metadata }) => metadata!.name === pod)!;
        const instance = instances.get(spec!.nodeName!)!;
        return calls.find(({ action, resources }) => action === "TerminateInstances" && resources.includes(instance))!
            .at;
    }
});

const byKarpenter = "system:serviceaccount:karpenter:karpenter delete pods";

/** The name of the user, or of the role whatever the session is called. */
const nameOf = (arn: string): string => arn.split("/")[1]!;
