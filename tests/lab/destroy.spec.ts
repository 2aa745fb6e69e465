import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { V1Pod, V1PodSpec } from "@kubernetes/client-node";
import type { Call } from "../../lab/aws/aws.ts";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import type { Outcome } from "../../lab/pulumi/operation.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { siteConfig } from "../../lab/stack-file.ts";
import { anonymous, blockers, words } from "./blockers.ts";
import { objects } from "./custom-objects.ts";
import { type Everything, everything, withKept } from "./inventory.ts";
import { theLab } from "./lab.ts";
import { nameOf, succeeded } from "./outcome.ts";
import { type Request, requestsSince } from "./requests.ts";
import { core, Workload } from "./workload.ts";

const name = "destroy";
const region = "us-west-2";
const doNotDisrupt = "karpenter.sh/do-not-disrupt";
const karpenter = "system:serviceaccount:karpenter:karpenter";

describe("a stack that is destroyed while its nodes run pods", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;
    let untouched: Everything;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name, region, authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        const { default: nodeClass } = config["eks-karpenter:nodeClasses"];
        stack = await lab.stack(name, { ...config, "eks-karpenter:nodeClasses": { default: nodeClass } });
        untouched = await everything(lab, site);
    });

    after(() => site.stop());

    async function upWith(pools: Record<string, object>): Promise<void> {
        stack.edit(config => Object.assign(config, { "eks-karpenter:nodePools": pools }));
        succeeded(await stack.up());
    }

    /** Pods for a pool's nodes, one for each. */
    const workload = (pool: string, replicas: number, annotations?: Record<string, string>) =>
        Workload.create(site.cluster, pool, { replicas, annotations, pod: alone(pool) });

    const callsSince = (since: number) => lab.aws.calls.filter(({ at }) => at >= since);

    describe("where a pod forbids that its node is drained, and nothing bounds that", () => {
        let held: Workload;
        let pod: V1Pod;
        let running: Everything;

        before(async () => {
            await upWith({ unbounded: { deleteTimeout: "30s" } });
            held = await workload("unbounded", 1, { [doNotDisrupt]: "true" });
            await held.nodes();
            [pod] = (await held.pods()) as [V1Pod];
            running = await everything(lab, site);
        });

        it("fails when the pool's time is over, and has tried nothing else", async () => {
            const { ok, messages, steps } = await stack.destroy();
            equal(ok, false);
            deepEqual(
                steps.map(({ op, urn }) => `${op} ${nameOf(urn)}`),
                ["delete karpenter-node-pool-unbounded"],
            );
            match(messages.join("\n"), /\bunbounded\b/);
        });

        it("takes nothing away from under the node", async () => {
            deepEqual(await everything(lab, site), running);
            await held.nodes();
        });

        it("has blockers say what holds it and what to do, from reading alone", async () => {
            const since = Date.now();
            const { code, stdout, stderr } = await blockers(stack);
            equal(code, 1, stderr);
            const [claim] = await objects(site.cluster, "nodeclaims");
            const names = {
                [site.cluster.endpoint]: "SERVER",
                [claim.metadata.name]: "CLAIM",
                [pod.metadata!.name!]: "POD",
                [pod.spec!.nodeName!]: "NODE",
            };
            equal(anonymous(stdout, names), words(advice));
            const asked = requestsSince(site.cluster, since).filter(({ user }) => user === "kubernetes-admin");
            deepEqual([...new Set(asked.map(({ verb }) => verb))], ["list"]);
            const called = callsSince(since).filter(({ caller }) => caller.arn.endsWith(":user/admin"));
            deepEqual([...new Set(called.map(({ action }) => action))].sort(), [
                "DescribeCluster",
                "GetCallerIdentity",
            ]);
        });

        it("goes on where it stopped once the pod lets go, and leaves nothing", async () => {
            const { name, namespace } = pod.metadata as { name: string; namespace: string };
            const path = `/metadata/annotations/${doNotDisrupt.replace("/", "~1")}`;
            await core(site.cluster).patchNamespacedPod({ name, namespace, body: [{ op: "remove", path }] });
            await until("Karpenter to evict the pod", async () =>
                (await held.pods()).every(({ metadata }) => metadata!.name !== name),
            );
            succeeded(await stack.destroy());
            await held.delete();
            deepEqual(await everything(lab, site), withKept(untouched));
        });
    });

    describe("where ten nodes run, one of them with a pod that forbids its draining, for a bounded time", () => {
        let workloads: Workload[];
        let pods: V1Pod[];
        let instances: Map<string, string>;
        let outcome: Outcome;
        let calls: Call[];
        let requests: Request[];

        before(async () => {
            const onDemand = [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] }];
            await upWith({
                spot: {},
                "on-demand": template({ requirements: onDemand }),
                bounded: template({ terminationGracePeriod: "20s" }),
            });
            workloads = await Promise.all([
                workload("spot", 5),
                workload("on-demand", 4),
                workload("bounded", 1, { [doNotDisrupt]: "true" }),
            ]);
            const nodes = (await Promise.all(workloads.map(workload => workload.nodes()))).flat();
            pods = (await Promise.all(workloads.map(workload => workload.pods()))).flat();
            instances = new Map(
                nodes.map(({ metadata, spec }) => [metadata!.name!, spec!.providerID!.split("/").at(-1)!]),
            );
            equal(instances.size, 10);
        });

        it("goes", async () => {
            const since = Date.now();
            outcome = succeeded(await stack.destroy());
            calls = callsSince(since);
            requests = requestsSince(site.cluster, since);
        });

        it("takes pools, then classes, then the controller, and only then what that needed", () => {
            const first = { pools: /NodePool::/, classes: /EC2NodeClass::/, controller: /Release::.*-karpenter$/ };
            const orders = [
                { ...first, "permissions, queue and tags": /\$aws:/ },
                { ...first, CRDs: /Release::.*-karpenter-crd$/, namespace: /:Namespace::/ },
                { ...first, "share of the API server": /:FlowSchema::/ },
            ];
            for (const stages of orders) deepEqual(orderOf(outcome, stages), Object.keys(stages));
        });

        it("evicts pods, and ends the instance of a node that has none left", () => {
            const evicted = requests.filter(({ resource, code }) => resource === "pods/eviction" && code === 201);
            const evictable = pods.filter(({ metadata }) => !metadata!.annotations?.[doNotDisrupt]);
            deepEqual(namesOf(evicted), evictable.map(({ metadata }) => metadata!.name!).sort());
            for (const { name, at } of evicted) ok(at < endOf(name), `${name} was evicted after its instance ended`);
        });

        it("deletes the pod that forbids its eviction when its node's time is over", () => {
            const [deleted, ...others] = requests.filter(
                ({ user, verb, resource }) => user === karpenter && verb === "delete" && resource === "pods",
            );
            deepEqual(others, []);
            equal(deleted!.name, pods.find(({ metadata }) => metadata!.annotations?.[doNotDisrupt])!.metadata!.name);
            const asked = requests.find(
                ({ verb, resource, name }) =>
                    verb === "delete" && resource === "nodeclaims" && name.startsWith("bounded-"),
            )!;
            // Times in Kubernetes have no fractions of seconds.
            ok(deleted!.at - asked.at > 19_000, `deleted after ${deleted!.at - asked.at} ms`);
            ok(deleted!.at < endOf(deleted!.name));
        });

        it("has Karpenter end every instance and clean up before Pulumi takes its permissions", () => {
            const taking = calls.filter(({ action }) => /^(Delete|Detach|Remove|Terminate)/.test(action));
            const ended = taking.filter(({ action }) => action === "TerminateInstances");
            deepEqual([...new Set(ended.flatMap(({ resources }) => resources))].sort(), [...instances.values()].sort());
            deepEqual(
                sequence(
                    taking.map(({ at, caller }) => ({
                        at,
                        stage: caller.arn
                            .replace(/\/\d+$/, "")
                            .split("/")
                            .at(-1)!,
                    })),
                ),
                [`${name}-karpenterControllerRole`, "admin"],
            );
        });

        it("leaves nothing", async () => {
            await Promise.all(workloads.map(workload => workload.delete()));
            deepEqual(await everything(lab, site), withKept(untouched));
        });

        /** When the instance that a pod ran on was ended. */
        function endOf(pod: string): number {
            const { spec } = pods.find(({ metadata }) => metadata!.name === pod)!;
            const instance = instances.get(spec!.nodeName!)!;
            return calls.find(
                ({ action, resources }) => action === "TerminateInstances" && resources.includes(instance),
            )!.at;
        }
    });
});

const template = (spec: object) => ({ spec: { template: { spec } } });

/** A pod that wants a node of the pool, and no other of its kind there. */
const alone = (pool: string): Partial<V1PodSpec> => ({
    nodeSelector: { "karpenter.sh/nodepool": pool },
    affinity: {
        podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: pool } } },
            ],
        },
    },
});

const namesOf = (requests: Request[]): string[] => [...new Set(requests.map(({ name }) => name))].sort();

/** The stages of an operation in the order in which it went through them. */
const orderOf = ({ steps }: Outcome, stages: Record<string, RegExp>): string[] =>
    sequence(
        Object.entries(stages).flatMap(([stage, urns]) =>
            steps
                .filter(({ urn }) => urns.test(urn))
                .flatMap(({ began, ended }) => [began, ended!].map(at => ({ at, stage }))),
        ),
    );

/** The stages in the order of their moments. One that comes again after another is there again. */
const sequence = (moments: { at: number; stage: string }[]): string[] =>
    moments
        .toSorted((a, b) => a.at - b.at)
        .map(({ stage }) => stage)
        .filter((stage, index, all) => stage !== all[index - 1]);

const advice = `
Stack destroy, cluster destroy at SERVER
TIME

NodePool unbounded: being deleted for SPAN (since TIME)
  NodeClaim CLAIM on node NODE
    being deleted for SPAN (since TIME), draining; no end by force: no terminationGracePeriod
    - pod default/POD: annotation karpenter.sh/do-not-disrupt: "true"
        kubectl -n default annotate pod POD karpenter.sh/do-not-disrupt-

To know
  - Without karpenter.sh/do-not-disrupt a pod is evicted like any other: it gets its own grace period, and what it was doing
    ends. A pod that comes to its end by itself needs nothing.
  - nodePools.<name>.spec.template.spec.terminationGracePeriod in the stack file bounds how long a node may drain. It counts
    for NodeClaims made after it is set; those that are there keep what they were made with.

Once these are gone, run \`pulumi destroy\` (or \`pulumi up\`) again: it goes on where it stopped.
`;
