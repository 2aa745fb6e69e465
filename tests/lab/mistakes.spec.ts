import { deepEqual, equal, match, ok } from "node:assert/strict";
import { AppsV1Api } from "@kubernetes/client-node";
import type { Lab } from "../../lab/lab.ts";
import type { Outcome } from "../../lab/pulumi/operation.ts";
import { set } from "./support/config.ts";
import { controllerPods, controllersReady } from "./support/controller.ts";
import { readyNames } from "./support/custom-objects.ts";
import { type Installation, prepare } from "./support/installation.ts";
import { type Everything, everything, withKept, withoutTemplates } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { nameOf, succeeded, unchanged } from "./support/outcome.ts";
import { core, Workload } from "./support/workload.ts";

const name = "mistakes";
const region = "us-west-2";
const image = { amiSelectorTerms: [{ alias: "al2023@v20260903" }] };
const poolOf = (name: string) => ({ spec: { template: { spec: { nodeClassRef: { name } } } } });

/** No node has it: a controller that wants it stays pending. */
const nowhere = { "install.nodeSelector": { nowhere: "true" } };
const anywhere = { "install.nodeSelector": undefined };

/** What people get wrong with a stack, with one controller, and how they get out of it. */
describe("a stack whose people make mistakes", () => {
    let lab: Lab;
    let on: Installation;
    let untouched: Everything;

    before(async () => {
        lab = await theLab();
        on = await prepare(lab, {
            cluster: { name, region, authenticationMode: "API_AND_CONFIG_MAP" },
            config: {
                nodeRole: { joining: "AwsAuth" },
                nodeClasses: {
                    default: { spec: image },
                    given: { spec: { ...image, instanceProfile: `${name}-system` } },
                },
                nodePools: { default: poolOf("default"), given: poolOf("given") },
            },
        });
        untouched = await everything(lab, on.site);
        // Two controllers have room on one system node.
        edit({ "install.timeout": 45, "install.resources": { requests: { cpu: "500m" } } });
    });

    after(() => on?.site.stop());

    function edit(values: Record<string, unknown>, stack = on.stack): void {
        stack.edit(config => {
            for (const [path, value] of Object.entries(values)) set(config, path, value);
        });
    }

    function refused({ ok, messages }: Outcome, message: RegExp): void {
        equal(ok, false);
        match(messages.join("\n"), message);
    }

    const pods = async (): Promise<string[]> =>
        (await controllerPods(on.site.cluster, "karpenter")).map(({ metadata }) => metadata!.name!);
    const deployment = () =>
        on.site.cluster.client
            .makeApiClient(AppsV1Api)
            .readNamespacedDeployment({ name: "karpenter", namespace: "karpenter" });

    it("does not come up with its one controller pending", async () => {
        edit(nowhere);
        refused(await on.stack.up(), /karpenter/);
    });

    it("comes up once that is mended", async () => {
        edit(anywhere);
        succeeded(await on.stack.up());
        equal(await controllersReady(on.site.cluster, "karpenter"), 1);
        deepEqual(await readyNames(on.site.cluster, "nodepools"), ["default", "given"]);
    });

    it("keeps its one controller in an upgrade that fails, and is as before once the config is", async () => {
        const before = await pods();
        edit(nowhere);
        refused(await on.stack.up(), /karpenter/);
        deepEqual(await pods(), before);
        edit(anywhere);
        unchanged(await on.stack.up());
        deepEqual(await pods(), before);
        deepEqual((await deployment()).spec!.template.spec!.nodeSelector, { "kubernetes.io/os": "linux" });
        unchanged(await on.stack.refresh());
    });

    it("refuses another namespace in the preview, by name and with the way, and touches nothing", async () => {
        const before = await everything(lab, on.site);
        edit({ "controller.namespace": "elsewhere" });
        const way =
            /controller\.namespace: found "elsewhere", but the controller is installed in namespace karpenter, which its role mistakes-karpenterControllerRole .* run pulumi destroy/;
        refused(await on.stack.preview(), way);
        refused(await on.stack.up(), way);
        edit({ "controller.namespace": undefined });
        unchanged(await on.stack.up());
        deepEqual(withoutTemplates(await everything(lab, on.site)), withoutTemplates(before));
    });

    it("gives the controller another service account in place, on the one node there is for it", async () => {
        const { items } = await core(on.site.cluster).listNode();
        const [pod] = await controllerPods(on.site.cluster, "karpenter");
        const other = items.map(({ metadata }) => metadata!.name!).find(node => node !== pod!.spec!.nodeName)!;
        const cordon = (unschedulable: boolean) =>
            core(on.site.cluster).patchNode({
                name: other,
                body: [{ op: "add", path: "/spec/unschedulable", value: unschedulable }],
            });
        await cordon(true);
        edit({ "controller.serviceAccount": "other" });
        succeeded(await on.stack.up());
        await cordon(false);
        const [now] = await controllerPods(on.site.cluster, "karpenter");
        deepEqual([now!.spec!.serviceAccountName, now!.spec!.nodeName], ["other", pod!.spec!.nodeName]);
        unchanged(await on.stack.preview());
        const more = await Workload.create(on.site.cluster, "after-account", { pool: "default" });
        await more.nodes();
        await more.delete();
    });

    // What AWS refuses to make twice answers late here, as IAM does: everything that could be adopted would be there long before.
    it("stops a second stack for the cluster before that adopts anything, and loses nothing when it goes", async () => {
        const before = await everything(lab, on.site);
        const second = await lab.stack(`${name}-again`, on.stack.config);
        const fast = lab.aws.fault({ service: "iam", action: "Create*", delay: 3000 });
        refused(await second.up(), /mistakes-karpenterControllerRole.*already exists/is);
        fast();
        const adopted = (await second.resources()).filter(({ custom, type }) => custom && !/^pulumi:/.test(type));
        deepEqual(
            adopted.map(({ urn }) => nameOf(urn)),
            [],
        );
        succeeded(await second.destroy());
        deepEqual(withoutTemplates(await everything(lab, on.site)), withoutTemplates(before));
        unchanged(await on.stack.refresh());
    });

    it("takes a class's own profile away when the class gets another, though no class names a role any more", async () => {
        const profiles = async () =>
            Object.keys((await lab.aws.inventory(region)).instanceProfiles as object).filter(arn =>
                arn.includes("/karpenter/"),
            );
        ok((await profiles()).length > 0);
        edit({ "nodeClasses.default.spec": { ...image, instanceProfile: `${name}-system` } });
        succeeded(await on.stack.up());
        edit({ "nodePools.default": undefined, "nodeClasses.default": undefined });
        succeeded(await on.stack.up());
        deepEqual(await profiles(), []);
    });

    it("goes, and leaves nothing", async () => {
        succeeded(await on.stack.destroy());
        deepEqual(await everything(lab, on.site), withKept(untouched));
    });

    it("whose pools others apply says in each preview that a destroy leaves nodes, and is not destroyed", async () => {
        edit({ "install.enabled": false });
        warned(await on.stack.preview(), /the stack's resources are protected from deletion/);
        warned(await on.stack.up(), /the stack's resources are protected from deletion/);
        const before = await everything(lab, on.site);
        refused(await on.stack.destroy(), /protect/);
        deepEqual(withoutTemplates(await everything(lab, on.site)), withoutTemplates(before));
    });

    it("is destroyed once it says so", async () => {
        edit({ "install.protect": false });
        warned(await on.stack.up(), /pulumi destroy removes the permissions of running nodes/);
        succeeded(await on.stack.destroy());
        deepEqual(await everything(lab, on.site), withKept(untouched));
    });

    /** Passes where the operation succeeded with this warning. */
    function warned(outcome: Outcome, warning: RegExp): void {
        match(succeeded(outcome).messages.join("\n"), warning);
    }
});
