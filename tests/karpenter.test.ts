import assert from "node:assert/strict";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { policySize } from "../components/aws/policy.ts";
import { irsaTrust, podIdentityTrust } from "../components/controller/trust.ts";
import { Karpenter, type KarpenterArgs } from "../components/index.ts";
import { comesAfter, deploy } from "./deploy.ts";

const pinned = { amiSelectorTerms: [{ alias: "al2023@v20260101" }] };
const base: KarpenterArgs = {
    cluster: {
        name: "dev",
        oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    },
    discovery: { subnets: { a: "subnet-1", b: "subnet-2" }, securityGroups: { nodes: "sg-1" } },
    nodeClasses: { default: { spec: pinned } },
    nodePools: { default: {} },
};
const install = (args: Partial<KarpenterArgs> = {}, region?: string) =>
    deploy(() => void new Karpenter("karpenter", { ...base, ...args }), { region });
const policyOf = (resource: { inputs: Record<string, any> }) => JSON.parse(resource.inputs.policy);

const controller = "eks-karpenter:index:ControllerIdentity";
const parts = ["node-lifecycle", "iam-integration", "eks-integration", "interruption", "resource-discovery"];
const rules = [
    "capacity-reservation-interruption",
    "instance-state-change",
    "rebalance",
    "scheduled-change",
    "spot-interruption",
];
const everything = [
    "aws:ec2/tag:Tag karpenter-discovery-security-group-nodes",
    "aws:ec2/tag:Tag karpenter-discovery-subnet-a",
    "aws:ec2/tag:Tag karpenter-discovery-subnet-b",
    "aws:eks/accessEntry:AccessEntry karpenter-node-role-access-entry",
    "aws:iam/role:Role karpenter-controller-role",
    "aws:iam/role:Role karpenter-node-role",
    "aws:sqs/queue:Queue karpenter-interruption-queue",
    "aws:sqs/queuePolicy:QueuePolicy karpenter-interruption-queue-policy",
    `${controller} karpenter-controller`,
    "eks-karpenter:index:Discovery karpenter-discovery",
    "eks-karpenter:index:Installation karpenter-install",
    "eks-karpenter:index:Interruption karpenter-interruption",
    "eks-karpenter:index:Karpenter karpenter",
    "eks-karpenter:index:NodeRole karpenter-node-role",
    "kubernetes:core/v1:Namespace karpenter-install-namespace",
    "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema karpenter-install-karpenter-leader-election",
    "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema karpenter-install-karpenter-workload",
    "kubernetes:helm.sh/v3:Release karpenter-install-karpenter",
    "kubernetes:helm.sh/v3:Release karpenter-install-karpenter-crd",
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass karpenter-node-class-default",
    "kubernetes:karpenter.sh/v1:NodePool karpenter-node-pool-default",
    ...parts.map(part => `aws:iam/policy:Policy karpenter-controller-policy-${part}`),
    ...[
        ...parts.map(part => `controller-policy-${part}`),
        ...["cni", "registry", "ssm", "worker-node"].map(policy => `node-role-${policy}`),
    ].map(name => `aws:iam/rolePolicyAttachment:RolePolicyAttachment karpenter-${name}`),
    ...rules.flatMap(rule => [
        `aws:cloudwatch/eventRule:EventRule karpenter-interruption-${rule}`,
        `aws:cloudwatch/eventTarget:EventTarget karpenter-interruption-${rule}-target`,
    ]),
].sort();
const without = (pattern: RegExp) => everything.filter(entry => !pattern.test(entry));

describe("Karpenter", () => {
    it("registers exactly this", async () => {
        assert.deepEqual((await install()).list, everything);
    });

    it("comes up, and goes down in reverse: pools, classes, controller, what it needs, what it runs on", async () => {
        const { resources, find } = await deploy(() => {
            const nodes = new NodeGroup("nodes", {
                clusterName: "dev",
                nodeRoleArn: "r",
                scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
                subnetIds: [],
            });
            new Karpenter("karpenter", base, { dependsOn: nodes });
        });
        const pool = find("karpenter-node-pool-default");
        const nodeClass = find("karpenter-node-class-default");
        const release = find("karpenter-install-karpenter");
        const after = (later: typeof pool, earlier: typeof pool) =>
            assert.ok(comesAfter(resources, later, earlier), `${later.name} comes up before ${earlier.name}`);
        after(pool, nodeClass);
        after(nodeClass, release);
        const needed = resources.filter(
            ({ type, name }) =>
                /^(aws|kubernetes):/.test(type) && ![pool, nodeClass, release].some(r => r.name === name),
        );
        // All but the six components, pool, class and release; with the nodes.
        assert.equal(needed.length, everything.length - 9 + 1);
        for (const resource of needed) {
            after(release, resource);
            assert.ok(!comesAfter(resources, resource, release), `${resource.name} waits for the controller`);
        }
    });

    it("keeps a pool's nodes draining while the controller lives, for as long as the pool is given", async () => {
        const { find } = await install({ nodePools: { default: { deleteTimeout: "2h" } } });
        const { inputs, options } = find("karpenter-node-pool-default");
        assert.deepEqual(inputs.metadata.annotations, { "pulumi.com/deletionPropagationPolicy": "foreground" });
        assert.deepEqual(options.timeouts, { delete: "2h" });
    });

    it("makes a pool anew whose kind of class changes, once it has drained: the API server lets nobody change that", async () => {
        const { find } = await install({ nodePools: { default: {} } });
        const { timeouts, ...options } = find("karpenter-node-pool-default").options;
        assert.deepEqual(options, {
            deleteBeforeReplace: true,
            replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
        });
    });

    it("gives a pool ten minutes over its grace period, half an hour at least, and its class as long", async () => {
        const spec = { template: { spec: { terminationGracePeriod: "1h30m" } } };
        const { find } = await install({ nodePools: { default: { spec }, quick: {} } });
        const timeouts = (name: string) => find(`karpenter-node-${name}`).options.timeouts;
        assert.deepEqual(timeouts("pool-default"), { delete: "100m" });
        assert.deepEqual(timeouts("pool-quick"), { delete: "30m" });
        assert.deepEqual(timeouts("class-default"), { delete: "100m" });
    });

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

    // Helm patches from the last revision that came up: what only a failed one added would stay whatever the config then says.
    it("rolls a controller back that does not come up, and takes it away before it puts one elsewhere", async () => {
        const { find } = await install();
        const release = find("karpenter-install-karpenter");
        assert.equal(release.inputs.atomic, true);
        assert.deepEqual(release.options, { deleteBeforeReplace: true });
    });

    // F1: all but the role is adopted where it exists already, by AWS, by Helm's take-ownership or by aws-auth.
    it("adopts nothing before AWS has let it make the controller's role", async () => {
        const { resources, find } = await install({
            cluster: { ...base.cluster, kubeconfig: "k" },
            nodeRole: { joining: "AwsAuth" },
            install: { takeOwnership: true },
            spot: { serviceLinkedRole: true },
        });
        const adopted =
            /:(SpotServiceLinkedRole|Tag|Queue|QueuePolicy|EventRule|EventTarget|AwsAuthMapping|Release|Namespace|FlowSchema|EC2NodeClass|NodePool)$/;
        const late = resources.filter(({ type }) => adopted.test(type));
        assert.equal(late.length, 1 + 3 + 2 + 10 + 1 + 2 + 1 + 2 + 2);
        const attachments = resources.filter(
            ({ name, type }) => /^karpenter-controller-/.test(name) && type.endsWith(":RolePolicyAttachment"),
        );
        for (const resource of [...late, ...attachments])
            assert.ok(comesAfter(resources, resource, find("karpenter-controller-role")), resource.name);
    });

    it("makes no node role's attachment before the node role", async () => {
        const { resources, find } = await install();
        const attachments = resources.filter(({ name }) => /^karpenter-node-role-(cni|registry|ssm|worker)/.test(name));
        assert.equal(attachments.length, 4);
        for (const each of attachments)
            assert.ok(comesAfter(resources, each, find("karpenter-node-role", "Role")), each.name);
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

    // D3 of the peers: it threw on clusters that read access entries only.
    it("lets nodes join by access entry on a cluster that reads nothing else", async () => {
        const { find } = await install({ cluster: { ...base.cluster, authenticationMode: "API" } });
        assert.deepEqual(find("karpenter-node-role-access-entry").inputs, {
            clusterName: "dev",
            principalArn: "arn:aws:iam::123456789012:role/dev-nodeRole",
            type: "EC2_LINUX",
        });
    });

    it("lets Windows nodes join as such", async () => {
        const nodeClasses = { default: { spec: { amiSelectorTerms: [{ alias: "windows2022@latest" }] } } };
        assert.equal(
            (await install({ nodeClasses, nodePools: {} })).find("karpenter-node-role-access-entry").inputs.type,
            "EC2_WINDOWS",
        );
    });

    it("lets Windows nodes join as such where their class spells the node role out", async () => {
        const spec = { role: "dev-nodeRole", amiSelectorTerms: [{ alias: "windows2022@latest" }] };
        const { find } = await install({ nodeClasses: { default: { spec } }, nodePools: {} });
        assert.equal(find("karpenter-node-role-access-entry").inputs.type, "EC2_WINDOWS");
    });

    it("lets nodes join by aws-auth, with the kubeconfig kept secret", async () => {
        const { list, find } = await install({
            cluster: { ...base.cluster, authenticationMode: "CONFIG_MAP", kubeconfig: "the kubeconfig" },
        });
        assert.deepEqual(
            list.filter(entry => /access-entry|aws-auth/.test(entry)),
            ["pulumi-nodejs:dynamic/eks-karpenter:AwsAuthMapping karpenter-node-role-aws-auth"],
        );
        const { kubeconfig, mapping } = find("karpenter-node-role-aws-auth").inputs;
        assert.deepEqual(
            { kubeconfig, mapping },
            {
                kubeconfig: "[secret]",
                mapping: {
                    rolearn: "arn:aws:iam::123456789012:role/dev-nodeRole",
                    username: "system:node:{{EC2PrivateDNSName}}",
                    groups: ["system:bootstrappers", "system:nodes"],
                },
            },
        );
    });

    it("leaves joining to others when told to", async () => {
        assert.deepEqual((await install({ nodeRole: { joining: "None" } })).list, without(/access-entry/));
    });

    it("uses an existing node role under its bare name, and makes none", async () => {
        const arn = "arn:aws:iam::123456789012:role/team/shared-nodes";
        const { list, find } = await install({ nodeRole: { arn } });
        assert.deepEqual(list, without(/node-role-(cni|registry|ssm|worker)|iam\/role:Role karpenter-node-role/));
        assert.equal(find("karpenter-node-class-default").inputs.spec.role, "shared-nodes");
        assert.equal(find("karpenter-node-role-access-entry").inputs.principalArn, arn);
        const [pass] = policyOf(find("karpenter-controller-policy-iam-integration", "Policy")).Statement;
        assert.equal(pass.Resource, arn);
    });

    it("bounds, places, tags and extends both roles as told", async () => {
        const boundary = "arn:aws:iam::123456789012:policy/boundary";
        const extra = { audit: "arn:aws:iam::123456789012:policy/audit" };
        const role = { path: "/team/", permissionsBoundary: boundary, policyArns: extra };
        const { find, list } = await install({ nodeRole: role, controller: role, tags: { team: "a" } });
        for (const name of ["karpenter-controller-role"]) {
            const { path, permissionsBoundary, tags } = find(name).inputs;
            assert.deepEqual(
                { path, permissionsBoundary, tags },
                { path: "/team/", permissionsBoundary: boundary, tags: { team: "a" } },
            );
        }
        assert.deepEqual(
            list.filter(entry => entry.endsWith("-audit")),
            ["controller-extra-audit", "node-role-extra-audit"].map(
                name => `aws:iam/rolePolicyAttachment:RolePolicyAttachment karpenter-${name}`,
            ),
        );
        assert.deepEqual(find("karpenter-node-class-default").inputs.spec.tags, { team: "a" });
    });

    it("gives nodes of an IPv6 cluster what the VPC CNI needs there", async () => {
        const { find } = await install({ cluster: { ...base.cluster, ipFamily: "ipv6" } });
        const { name, role, policy } = find("karpenter-node-role-cni-ipv6").inputs;
        assert.deepEqual([name, role], ["AmazonEKS_CNI_IPv6_Policy", "dev-nodeRole"]);
        assert.deepEqual(
            JSON.parse(policy).Statement.map(({ Resource }: { Resource: string }) => Resource),
            ["*", "arn:aws:ec2:*:*:network-interface/*"],
        );
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

    it("tags nothing that others tag, and nothing at all when it selects by id", async () => {
        const { discovery } = base;
        const others = await install({ discovery: { ...discovery, taggedByOthers: ["subnet-2"] } });
        assert.deepEqual(others.list, without(/subnet-b/));
        const byId = await install({ discovery: { ...discovery, selectBy: "Id" } });
        assert.deepEqual(byId.list, without(/ec2\/tag/));
        assert.deepEqual(byId.find("karpenter-node-class-default").inputs.spec.subnetSelectorTerms, [
            { id: "subnet-1" },
            { id: "subnet-2" },
        ]);
    });

    it("warns of several security groups that carry the cluster's tag", async () => {
        const securityGroups = { a: "sg-2", b: "sg-1", c: "sg-3" };
        const program = () =>
            void new Karpenter("karpenter", { ...base, nodePools: {}, discovery: { securityGroups } });
        const two = await deploy(program, { taggedGroups: ["sg-2", "sg-1"] });
        assert.deepEqual(two.warnings, [
            "discovery.securityGroups: sg-1, sg-2 all have the tag kubernetes.io/cluster/dev, but the AWS load balancer controller requires exactly " +
                "one such security group per node; keep one",
        ]);
        assert.deepEqual((await deploy(program, { taggedGroups: ["sg-2"] })).warnings, []);
    });

    it("warns of them wherever a class selects them, each class by itself", async () => {
        const own = { spec: { ...pinned, securityGroupSelectorTerms: [{ tags: { team: "a" } }] } };
        const program = () => void new Karpenter("karpenter", { ...base, nodePools: {}, nodeClasses: { own } });
        const { warnings } = await deploy(program, { taggedGroups: ["sg-2", "sg-1"] });
        assert.deepEqual(
            warnings.map(warning => warning.split(":")[0]),
            ["nodeClasses.own.spec.securityGroupSelectorTerms"],
        );
    });

    it("sees to the account's spot role only when asked to", async () => {
        const { list } = await install({ spot: { serviceLinkedRole: true } });
        const spot = "pulumi-nodejs:dynamic/eks-karpenter:SpotServiceLinkedRole karpenter-spot-role";
        assert.deepEqual(list, [...everything, spot].sort());
    });

    it("puts nothing into the cluster when told to, and hands it over as outputs", async () => {
        let karpenter: Karpenter | undefined;
        const program = () => {
            karpenter = new Karpenter("karpenter", { ...base, install: { enabled: false } });
        };
        const { list } = await deploy(program);
        assert.deepEqual(list, without(/kubernetes:|Installation/));
        const outputs = pulumi.all([karpenter!.helmValues, karpenter!.manifests, karpenter!.version]);
        const [values, manifests, version] = await new Promise<any[]>(resolve => outputs.apply(resolve));
        assert.equal(values.settings.interruptionQueue, "dev-karpenter");
        assert.deepEqual(
            manifests.map((object: any) => `${object.kind} ${object.metadata.name}`),
            [
                "Namespace karpenter",
                "FlowSchema karpenter-leader-election",
                "FlowSchema karpenter-workload",
                "EC2NodeClass default",
                "NodePool default",
            ],
        );
        assert.equal(manifests[3].spec.role, "dev-nodeRole");
        assert.equal(version, undefined);
    });

    it("protects all of its resources from a destroy that knows of no nodes, unless the stack allows it", async () => {
        const guarded = async (args: KarpenterArgs["install"]) => {
            const { resources } = await install({ install: args });
            return [resources.length, resources.filter(({ options }) => options.protect).length];
        };
        const [all, protectedOnes] = await guarded({ enabled: false });
        assert.equal(protectedOnes, all);
        assert.deepEqual(await guarded({ enabled: false, protect: false }), [all, 0]);
        assert.deepEqual(await guarded({ protect: true }), [everything.length, 0]);
        assert.deepEqual(await guarded({}), [everything.length, 0]);
    });

    it("shares nothing between two clusters in one program", async () => {
        const { resources } = await deploy(() => {
            new Karpenter("one", { ...base, cluster: { ...base.cluster, name: "one" } });
            new Karpenter("two", { ...base, cluster: { ...base.cluster, name: "two" } });
        });
        const names = resources
            .filter(({ type }) => type.startsWith("aws:"))
            .flatMap(({ type, inputs }) => (inputs.name ? [`${type} ${inputs.name}`] : []));
        assert.equal(new Set(names).size, names.length);
        assert.equal(names.length, 2 * 13);
    });

    // D10 and D13 of the peers: principals and ARNs of the wrong partition.
    for (const [region, partition, ec2] of [
        ["cn-north-1", "aws-cn", "ec2.amazonaws.com.cn"],
        ["us-gov-west-1", "aws-us-gov", "ec2.amazonaws.com"],
    ] as const)
        it(`is at home in ${region}`, async () => {
            const { resources, find } = await install({ cluster: { ...base.cluster, ipFamily: "ipv6" } }, region);
            const text = JSON.stringify(resources.map(({ inputs }) => inputs));
            assert.deepEqual(new Set(text.match(/arn:[a-z-]+/g)), new Set([`arn:${partition}`]));
            const [trust] = JSON.parse(find("karpenter-node-role-" + "cni-ipv6").inputs.policy).Statement.slice(1);
            assert.equal(trust.Resource, `arn:${partition}:ec2:*:*:network-interface/*`);
            const role = resources.find(
                ({ type, name }) => type === "aws:iam/role:Role" && name === "karpenter-node-role",
            );
            assert.equal(JSON.parse(role!.inputs.assumeRolePolicy).Statement[0].Principal.Service, ec2);
            const queue = JSON.parse(find("karpenter-interruption-queue-policy").inputs.policy).Statement[0];
            assert.equal(queue.Principal.Service, "events.amazonaws.com");
        });

    it("previews on a cluster that is still to be made", async () => {
        const { list, find } = await deploy(() => {
            const cluster = new Cluster("c", { name: "dev", roleArn: "r", vpcConfig: { subnetIds: [] } });
            new Karpenter("karpenter", {
                ...base,
                cluster: {
                    name: "dev",
                    version: cluster.version,
                    endpoint: cluster.endpoint,
                    oidcProviderArn: cluster.identities[0]!.oidcs[0]!.issuer,
                },
                discovery: {
                    subnets: { a: "subnet-1", b: "subnet-2" },
                    securityGroups: { nodes: cluster.vpcConfig.clusterSecurityGroupId },
                },
            });
        });
        assert.deepEqual(list, [...everything, "aws:eks/cluster:Cluster c"].sort());
        assert.equal(find("karpenter-install-karpenter").inputs.values.settings.clusterEndpoint, "[unknown]");
    });

    it("judges what only becomes known later by the same rules", async () => {
        const late = () =>
            new Karpenter("karpenter", { ...base, cluster: { ...base.cluster, version: pulumi.output("1.40") } });
        await assert.rejects(
            deploy(() => void late()),
            {
                message:
                    "cluster.version: found 1.40; Karpenter 1.14.3 runs on Kubernetes 1.26 to 1.36; no supported Karpenter version runs on it; use an earlier Kubernetes version",
            },
        );
    });

    it("refuses bad arguments in one error without a stack trace, and makes nothing of its own", async () => {
        let error: unknown;
        const { list } = await deploy(() => {
            try {
                new Karpenter("karpenter", { ...base, cluster: { name: "-" }, nodePools: { a: {}, "B!": {} } });
            } catch (thrown) {
                error = thrown;
            }
        });
        assert.ok(pulumi.ResourceError.isInstance(error));
        assert.equal(error.hideStack, true);
        assert.deepEqual(error.message.split("\n"), [
            'cluster.name: found "-", expected 1 to 100 letters, digits, - and _, the first a letter or digit',
            "controller.identity: IRSA requires cluster.oidcIssuer or cluster.oidcProviderArn; set one of them, or use PodIdentity",
            'nodePools["B!"]: found "B!", expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
        ]);
        assert.deepEqual(list, ["eks-karpenter:index:Karpenter karpenter"]);
    });
});
