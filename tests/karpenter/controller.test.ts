import assert from "node:assert/strict";
import { policySize } from "../../components/aws/policy.ts";
import { irsaTrust, podIdentityTrust } from "../../components/controller/trust.ts";
import { Karpenter, type KarpenterArgs } from "../../components/index.ts";
import { deploy } from "../deploy.ts";
import { base, everything, install, pinned, policyOf, without } from "./install.ts";

describe("Karpenter", () => {
    // D1 of the peers: profiles could be created, but not filled, read, listed or deleted.
    it("attaches every policy it makes to the controller's role, and they hold every call for instance profiles", async () => {
        const { resources } = await install();
        const attached = resources.filter(
            ({ type, inputs }) => type.endsWith("Attachment") && /Controller/i.test(inputs.role),
        );
        const policies = resources.filter(({ type }) => type === "aws:iam/policy:Policy");
        const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
        assert.deepEqual(
            attached.map(({ inputs }) => inputs.policyArn).sort(),
            policies.map(({ inputs }) => arn(inputs.name)).sort(),
        );
        const actions = policies.flatMap(policy => policyOf(policy).Statement).flatMap(({ Action }) => Action);
        assert.deepEqual(actions.filter(action => /InstanceProfile/.test(action)).sort(), [
            "iam:AddRoleToInstanceProfile",
            "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:GetInstanceProfile",
            "iam:ListInstanceProfiles",
            "iam:RemoveRoleFromInstanceProfile",
            "iam:TagInstanceProfile",
        ]);
    });

    // D12 of the peers: one policy over IAM's limit.
    it("keeps every policy within IAM's limit for the longest cluster name", async () => {
        const { resources } = await install(
            { cluster: { ...base.cluster, name: "c".repeat(100) }, controller: { zonalShift: true } },
            "us-gov-east-1",
        );
        const sizes = resources
            .filter(({ type }) => type === "aws:iam/policy:Policy")
            .map(r => policySize(r.inputs.policy));
        assert.equal(sizes.length, 6);
        for (const size of sizes) assert.ok(size <= 6144, `${size}`);
    });

    // D6, D7 and D13 of the peers: a key that the chart does not read, one that is set without a queue, one that is empty.
    it("tells the controller the real queue's name, under the chart's own key, and nothing where there is none", async () => {
        const on = await install({ names: { queue: "mine" } });
        assert.equal(on.find("karpenter-interruption-queue").inputs.name, "mine");
        assert.deepEqual(on.find("karpenter-install-karpenter").inputs.values.settings, {
            clusterName: "dev",
            interruptionQueue: "mine",
        });
        const off = await install({ interruption: { enabled: false } });
        assert.deepEqual(off.find("karpenter-install-karpenter").inputs.values.settings, { clusterName: "dev" });
        assert.deepEqual(off.list, without(/interruption/));
    });

    // D8 of the peers: a filter of somebody else's on the same rules.
    it("fills the queue by five rules of its own, each with the queue as its one target", async () => {
        const { resources } = await install();
        const queueArn = "arn:aws:sqs:us-west-2:123456789012:dev-karpenter";
        const targets = resources.filter(({ type }) => type.endsWith(":EventTarget")).map(({ inputs }) => inputs);
        const rules = resources.filter(({ type }) => type.endsWith(":EventRule")).map(({ inputs }) => inputs);
        assert.deepEqual(
            targets.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
            rules
                .map(({ name }) => ({ rule: name, arn: queueArn, targetId: "KarpenterInterruptionQueueTarget" }))
                .sort((a, b) => (a.rule < b.rule ? -1 : 1)),
        );
        assert.deepEqual(
            rules.map(rule => Object.keys(rule).sort()),
            rules.map(() => ["eventPattern", "name"]),
        );
    });

    // D11 and D13 of the peers: CRDs of another version, and classes that do not wait for the release.
    it("installs CRDs and controller at one version, the controller without CRDs of its own", async () => {
        const { find } = await install({ install: { version: "1.15.0" } });
        const common = { compat: "true", namespace: "karpenter", timeout: 600, version: "1.15.0" };
        const { values, ...crds } = find("karpenter-install-karpenter-crd").inputs;
        assert.deepEqual(crds, {
            ...common,
            name: "karpenter-crd",
            chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
        });
        assert.deepEqual(values, { additionalAnnotations: { "helm.sh/resource-policy": "keep" } });
        const { values: _, ...release } = find("karpenter-install-karpenter").inputs;
        assert.deepEqual(release, {
            ...common,
            name: "karpenter",
            chart: "oci://public.ecr.aws/karpenter/karpenter",
            skipCrds: true,
            atomic: true,
        });
    });

    describe("whose controller is in another namespace already", () => {
        const issuer = "oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
        const provider = `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
        const moved = (assumeRolePolicy: string | undefined, args: Partial<KarpenterArgs> = {}) =>
            deploy(() => void new Karpenter("karpenter", { ...base, ...args }), { assumeRolePolicy });
        const refused = (trust: object, args: Partial<KarpenterArgs>) =>
            assert.rejects(moved(JSON.stringify(trust), args), {
                message:
                    'controller.namespace: found "karpenter", but the controller is installed in namespace kube-system, which its role dev-karpenterControllerRole trusts, and a Helm release cannot be moved; set kube-system again, or run pulumi destroy with it first',
            });

        it("refuses to move it, by the trust of its role", async () => {
            await refused(irsaTrust(provider, "kube-system", "karpenter"), {});
            const podIdentity = podIdentityTrust("arn:aws:eks:us-west-2:123456789012:cluster/dev", "kube-system", "k");
            await refused(podIdentity, { controller: { identity: "PodIdentity" } });
            await refused(podIdentity, {});
        });

        it("lets another service account have it, and the same namespace another kind of identity", async () => {
            const { list } = await moved(JSON.stringify(irsaTrust(provider, "karpenter", "other")));
            assert.deepEqual(list, everything);
            await moved(JSON.stringify(irsaTrust(provider, "karpenter", "karpenter")), {
                controller: { identity: "PodIdentity" },
            });
        });

        it("lets others move it where they install it", async () => {
            await moved(JSON.stringify(irsaTrust(provider, "kube-system", "karpenter")), {
                install: { enabled: false },
            });
        });

        it("refuses nothing where there is no role yet, or one whose trust names no service account", async () => {
            for (const trust of [undefined, "", "{}", '{"Statement":[{"Principal":"*"}]}', "no JSON"])
                assert.deepEqual((await moved(trust)).list, everything);
        });
    });

    it("lets the CRDs go with the stack only when asked to", async () => {
        const { find } = await install({ install: { keepCrds: false } });
        assert.deepEqual(find("karpenter-install-karpenter-crd").inputs.values, { additionalAnnotations: {} });
    });

    it("takes charts from a mirror, or a folder", async () => {
        const { find } = await install({
            install: { chart: "./charts/karpenter", crdChart: "oci://mirror.example/crd" },
        });
        assert.equal(find("karpenter-install-karpenter").inputs.chart, "./charts/karpenter");
        assert.equal(find("karpenter-install-karpenter-crd").inputs.chart, "oci://mirror.example/crd");
    });

    it("in kube-system makes no namespace and no flow schemas", async () => {
        const { list } = await install({ controller: { namespace: "kube-system" } });
        assert.deepEqual(list, without(/FlowSchema|Namespace/));
    });

    it("leaves the namespace to others when told to", async () => {
        assert.deepEqual((await install({ install: { createNamespace: false } })).list, without(/Namespace/));
    });

    it("by Pod Identity associates the role, and leaves its ARN off the service account", async () => {
        const { list, find } = await install({ cluster: { name: "dev" }, controller: { identity: "PodIdentity" } });
        assert.deepEqual(
            list,
            [
                ...everything,
                "aws:eks/podIdentityAssociation:PodIdentityAssociation karpenter-controller-association",
            ].sort(),
        );
        assert.deepEqual(find("karpenter-controller-association").inputs, {
            clusterName: "dev",
            namespace: "karpenter",
            roleArn: "arn:aws:iam::123456789012:role/dev-karpenterControllerRole",
            serviceAccount: "karpenter",
        });
        assert.deepEqual(find("karpenter-install-karpenter").inputs.values.serviceAccount, {
            create: true,
            name: "karpenter",
        });
    });

    it("passes exactly the roles that classes use, each once", async () => {
        const account = "arn:aws:iam::123456789012:role";
        const spec = (over: object) => ({ spec: { ...pinned, ...over } });
        const { find } = await install({
            nodeRole: { others: { "profile-b": `${account}/team/inside-b` } },
            nodeClasses: {
                default: spec({}),
                named: spec({ role: "dev-nodeRole" }),
                other: spec({ role: "other" }),
                again: spec({ role: "other" }),
                looked: spec({ instanceProfile: "profile-a" }),
                given: spec({ instanceProfile: "profile-b" }),
            },
        });
        const [pass] = policyOf(find("karpenter-controller-policy-iam-integration", "Policy")).Statement;
        assert.deepEqual(pass.Resource, [
            `${account}/dev-nodeRole`,
            `${account}/other`,
            `${account}/profile-a`,
            `${account}/team/inside-b`,
        ]);
    });

    it("passes nothing but the profiles' roles, and makes no profile, when every class brings its own", async () => {
        const nodeClasses = { default: { spec: { ...pinned, instanceProfile: "p" } } };
        const { find } = await install({ nodeClasses });
        const statements = policyOf(find("karpenter-controller-policy-iam-integration", "Policy")).Statement;
        assert.deepEqual(
            statements.map(({ Sid, Resource }: { Sid: string; Resource: string }) => [Sid, Resource]),
            [
                ["AllowPassingInstanceRole", "arn:aws:iam::123456789012:role/p"],
                ["AllowScopedInstanceProfileTagActions", "arn:aws:iam::123456789012:instance-profile/*"],
                ["AllowScopedInstanceProfileActions", "arn:aws:iam::123456789012:instance-profile/*"],
            ],
        );
    });
});
