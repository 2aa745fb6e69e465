import { deepEqual, equal, match } from "node:assert/strict";
import type { V1Pod } from "@kubernetes/client-node";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { siteConfig } from "../../lab/stack-file.ts";
import { anonymous, blockers, words } from "./support/blockers.ts";
import { objects } from "./support/custom-objects.ts";
import { type Everything, everything, withKept, withoutTemplates } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { nameOf, succeeded } from "./support/outcome.ts";
import { requestsSince } from "./support/requests.ts";
import { core, Workload } from "./support/workload.ts";

const region = "us-west-2";

describe("a stack that is destroyed while a pod holds a node, and nothing bounds that", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;
    let untouched: Everything;
    let running: Everything;
    let workload: Workload;
    let pod: V1Pod;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name: "held", region, authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        delete config["eks-karpenter:nodeClasses"].bottlerocket;
        config["eks-karpenter:nodePools"] = { unbounded: { deleteTimeout: "30s" } };
        stack = await lab.stack("held", config);
        untouched = await everything(lab, site);
        succeeded(await stack.up());
        const annotations = { "karpenter.sh/do-not-disrupt": "true" };
        workload = await Workload.create(site.cluster, "web", { pool: "unbounded", annotations });
        await workload.nodes();
        [pod] = (await workload.pods()) as [V1Pod];
        running = await everything(lab, site);
    });

    after(() => site.stop());

    it("fails when the pool's time is over, and has tried nothing else", async () => {
        const { ok, messages, steps } = await stack.destroy();
        equal(ok, false);
        const tried = steps.map(({ op, urn }) => `${op} ${nameOf(urn)}`);
        deepEqual(tried, ["delete karpenter-node-pool-unbounded"]);
        match(messages.join("\n"), /\bunbounded\b/);
    });

    it("takes nothing away from under the node", async () => {
        deepEqual(withoutTemplates(await everything(lab, site)), withoutTemplates(running));
        await workload.nodes();
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
        equal(anonymous(stdout, names), words(report));
        const asked = requestsSince(site.cluster, since).filter(({ user }) => user === "kubernetes-admin");
        deepEqual([...new Set(asked.map(({ verb }) => verb))], ["list"]);
        const called = lab.aws.calls.filter(({ at, caller }) => at >= since && caller.arn.endsWith(":user/admin"));
        // The lab's own nodes may describe instances meanwhile, with the same keys.
        const actions = new Set(called.map(({ action }) => action).filter(action => action !== "DescribeInstances"));
        deepEqual([...actions].sort(), ["DescribeCluster", "GetCallerIdentity"]);
    });

    it("goes on where it stopped once the pod lets go, and leaves nothing", async () => {
        const { name, namespace } = pod.metadata as { name: string; namespace: string };
        const body = [{ op: "remove", path: "/metadata/annotations/karpenter.sh~1do-not-disrupt" }];
        await core(site.cluster).patchNamespacedPod({ name, namespace, body });
        await until("Karpenter to evict the pod", async () =>
            (await workload.pods()).every(({ metadata }) => metadata!.name !== name),
        );
        succeeded(await stack.destroy());
        await workload.delete();
        deepEqual(await everything(lab, site), withKept(untouched));
    });
});

const report = `
Stack held, cluster held at SERVER
TIME

NodePool unbounded: being deleted for SPAN (since TIME)
  NodeClaim CLAIM on node NODE
    being deleted for SPAN (since TIME), draining; never forcefully terminated (no terminationGracePeriod)
    - pod default/POD: annotation karpenter.sh/do-not-disrupt: "true"
        kubectl -n default annotate pod POD karpenter.sh/do-not-disrupt-

Notes
  - Without karpenter.sh/do-not-disrupt a pod is evicted like any other: it gets its own grace period, and its work is
    interrupted. A pod that will complete by itself needs no action.
  - nodePools.<name>.spec.template.spec.terminationGracePeriod in the stack file limits how long a node may drain. It applies
    to NodeClaims created after it is set; existing ones keep their value.

Once these are gone, run \`pulumi destroy\` (or \`pulumi up\`) again: it continues where it stopped.
`;
