import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import type { V1PodSpec } from "@kubernetes/client-node";
import { adminClient } from "../../lab/aws/seed.ts";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import { launched, tagsOf } from "./support/account.ts";
import { controllerPods, controllersReady, replacePods } from "./support/controller.ts";
import { objects, readyNames } from "./support/custom-objects.ts";
import { type Installation, prepare, type Variant } from "./support/installation.ts";
import { awsAuth, type Everything, everything, objectsIn, withKept } from "./support/inventory.ts";
import { theLab } from "./support/lab.ts";
import { changes, succeeded, unchanged } from "./support/outcome.ts";
import { itIsSettled } from "./support/settled.ts";
import { core, Workload } from "./support/workload.ts";

const image = { amiSelectorTerms: [{ alias: "al2023@v20260903" }] };
const poolOf = (name: string) => ({ spec: { template: { spec: { nodeClassRef: { name } } } } });

/** Between them, every way to be installed. `blue` and `green` are in one account and region. */
const variants = {
    "blue: access entries only, IRSA, a class with a role and one with an instance profile": {
        cluster: { name: "blue", region: "us-west-2", authenticationMode: "API" },
        config: {
            controller: { identity: "IRSA", namespace: "karpenter" },
            nodeRole: { joining: "None" },
            nodeClasses: {
                default: { spec: image },
                // Its role joins as the system nodes do.
                given: { spec: { ...image, instanceProfile: "blue-system" } },
            },
            nodePools: { default: poolOf("default"), given: poolOf("given") },
        },
    },
    "green: both access entries and aws-auth, Pod Identity, in kube-system": {
        cluster: { name: "green", region: "us-west-2", authenticationMode: "API_AND_CONFIG_MAP" },
        config: {
            controller: { identity: "PodIdentity", namespace: "kube-system" },
            nodeRole: { joining: "AwsAuth" },
            nodeClasses: { default: { spec: image } },
            nodePools: { default: poolOf("default") },
        },
    },
    "china: aws-auth only, IRSA, in the partition aws-cn": {
        cluster: { name: "china", region: "cn-north-1", authenticationMode: "CONFIG_MAP" },
        config: {
            controller: { identity: "IRSA", namespace: "karpenter" },
            nodeRole: { joining: "AwsAuth" },
            nodeClasses: { default: { spec: image } },
            nodePools: { default: poolOf("default") },
        },
    },
} satisfies Record<string, Variant>;

describe("installations of every kind, two of them side by side in one account", () => {
    let lab: Lab;
    let blue: Installation;
    let green: Installation;
    let china: Installation;
    const untouched = new Map<Installation, Everything>();
    const workloads = new Map<Installation, Workload[]>();
    let greenAlone: Everything;

    before(async () => {
        lab = await theLab();
        [blue, green, china] = (await Promise.all(
            Object.values<Variant>(variants).map(variant => prepare(lab, variant)),
        )) as [Installation, Installation, Installation];
        for (const each of [blue, green, china]) untouched.set(each, await everything(lab, each.site));
        const outcomes = await Promise.all([green, china].map(({ stack }) => stack.up()));
        outcomes.forEach(succeeded);
        await readyNames(green.site.cluster, "ec2nodeclasses");
        greenAlone = await everything(lab, green.site);
        succeeded(await blue.stack.up());
    });

    after(() => Promise.all([blue, green, china].map(each => each?.site.stop())));

    /** A pod that only this pool's nodes may run. */
    async function createPod(
        on: Installation,
        name: string,
        pool: string,
        more?: Partial<V1PodSpec>,
    ): Promise<Workload> {
        const workload = await Workload.create(on.site.cluster, name, { pool, pod: more });
        workloads.set(on, [...(workloads.get(on) ?? []), workload]);
        return workload;
    }

    const deletePods = (of: Installation) => Promise.all((workloads.get(of) ?? []).map(workload => workload.delete()));

    const own = ({ site: { cluster } }: Installation) => launched(lab.aws, cluster.region, cluster.name);

    describe("a node whose role may not join", () => {
        let workload: Workload;

        it("stays out, and its pod waits", async () => {
            workload = await createPod(blue, "waiting", "default");
            const instance = await until("an instance of blue", async () => (await own(blue))[0]);
            const refusal = new RegExp(`${instance.InstanceId} has not joined: 401`);
            await until("the cluster to refuse it", () => refusal.test(readFileSync(blue.site.nodes.log, "utf8")), {
                hint: blue.site.nodes.log,
            });
            const [nodeClaim] = await objects(blue.site.cluster, "nodeclaims");
            const { status } = nodeClaim.status.conditions.find(({ type }: any) => type === "Registered");
            equal(status, "Unknown");
            const [pod] = await workload.pods();
            deepEqual([pod!.status!.phase, pod!.spec!.nodeName], ["Pending", undefined]);
            equal((await core(blue.site.cluster).listNode()).items.length, 2);
        });

        it("joins once the role has an access entry", async () => {
            blue.stack.edit(config => {
                config["eks-karpenter:nodeRole"].joining = "AccessEntry";
            });
            changes(await blue.stack.up(), ["create karpenter-node-role-access-entry"]);
            await workload.nodes();
            equal((await own(blue)).length, 1);
        });
    });

    describe("aws-auth", () => {
        const others = `# by hand, later
- {rolearn: "someone", groups: [readers]}   # temporary
`;
        const entry = (role: string) => `- rolearn: ${role}
  username: system:node:{{EC2PrivateDNSName}}
  groups:
    - system:bootstrappers
    - system:nodes
`;
        const before = (of: Installation) => untouched.get(of)!.awsAuth!;
        const expect = async (of: Installation, mapRoles: string) =>
            deepEqual(await awsAuth(of.site.cluster), { ...before(of), mapRoles: before(of).mapRoles + mapRoles });

        it("keeps what others wrote, byte for byte, when the stack comes up", async () => {
            await expect(green, entry("arn:aws:iam::123456789012:role/green-nodeRole"));
            await expect(china, entry("arn:aws-cn:iam::123456789012:role/china-nodeRole"));
        });

        it("keeps what others wrote, before and after it, when the role changes", async () => {
            const api = core(china.site.cluster);
            const key = { name: "aws-auth", namespace: "kube-system" };
            const body = await api.readNamespacedConfigMap(key);
            body.data!.mapRoles += others;
            await api.replaceNamespacedConfigMap({ ...key, body });
            unchanged(await china.stack.refresh());
            china.stack.edit(config => {
                config["eks-karpenter:names"] = { nodeRole: "china-nodes" };
            });
            succeeded(await china.stack.up());
            await expect(china, others + entry("arn:aws-cn:iam::123456789012:role/china-nodes"));
            untouched.get(china)!.awsAuth!.mapRoles += others;
        });
    });

    Object.keys(variants).forEach((title, index) => {
        describe(title, () => itIsSettled(() => [blue, green, china][index]!));
    });

    describe("side by side", () => {
        it("launch nodes for their own pods, at the same time", async () => {
            const pods = await Promise.all([
                createPod(blue, "one", "given"),
                createPod(green, "one", "default"),
                createPod(china, "one", "default"),
            ]);
            const nodes = (await Promise.all(pods.map(pod => pod.nodes()))).flat();
            equal(nodes.length, 3);
            for (const { status } of nodes)
                equal(status!.conditions!.find(({ type }) => type === "Ready")!.status, "True");
            const ids = await Promise.all([blue, green, china].map(own));
            deepEqual(
                ids.map(({ length }) => length),
                [2, 1, 1],
            );
            for (const [index, { site }] of [blue, green, china].entries())
                for (const instance of ids[index]!) {
                    ok(site.network.subnetIds.includes(instance.SubnetId!));
                    equal(tagsOf(instance)[`kubernetes.io/cluster/${site.cluster.name}`], "owned");
                    match(instance.IamInstanceProfile!.Arn!, new RegExp(`/${site.cluster.name}[_-]\\w+$`));
                }
        });

        it("drain a node that EC2 is about to take, each only its own", async () => {
            const [instance] = await own(blue);
            const kept = await own(green);
            const deliveries = await lab.aws.emit("us-west-2", {
                source: "aws.ec2",
                "detail-type": "EC2 Spot Instance Interruption Warning",
                detail: { "instance-id": instance!.InstanceId, "instance-action": "terminate" },
            });
            deepEqual(deliveries.map(({ target, refused }) => [target.split(":").at(-1), refused]).sort(), [
                ["blue-karpenter", undefined],
                ["green-karpenter", undefined],
            ]);
            await until("blue to replace it", async () => {
                const now = await own(blue);
                return now.length === 2 && now.every(({ InstanceId }) => InstanceId !== instance!.InstanceId);
            });
            await Promise.all(workloads.get(blue)!.map(workload => workload.nodes()));
            deepEqual((await own(green)).map(idOf), kept.map(idOf));
        });

        it("name nothing of each other's in any call to AWS", async () => {
            for (const [one, other] of [
                [blue, green],
                [green, blue],
            ] as const) {
                const [name, others] = [one.site.cluster.name, other.site.cluster.name];
                const { subnetIds, securityGroupId, vpcId } = other.site.network;
                const ids = new Set([...subnetIds, securityGroupId, vpcId, ...(await own(other)).map(idOf)]);
                const calls = () =>
                    lab.aws.calls.filter(({ caller }) =>
                        caller.arn.includes(`assumed-role/${name}-karpenterControllerRole/`),
                    );
                for (const wanted of ["CreateFleet", "CreateInstanceProfile", "CreateLaunchTemplate", "DeleteMessage"])
                    await until(`${name} to call ${wanted}`, () => calls().some(({ action }) => action === wanted));
                deepEqual(
                    calls().filter(({ resources, tags }) =>
                        [...resources, ...Object.entries(tags).flat()].some(id => ids.has(id) || id.includes(others)),
                    ),
                    [],
                );
            }
        });
    });

    describe("a controller whose role trusts another service account", () => {
        const namespace = "karpenter";

        it("gets no keys, and is not ready", async () => {
            const { cluster } = blue.site;
            const iam = new IAMClient(adminClient(lab.aws, cluster.region));
            const role = (await blue.stack.resources()).find(({ urn }) => urn.endsWith("::karpenter-controller-role"))!;
            const trust: string = role.outputs!.assumeRolePolicy;
            const PolicyDocument = trust.replace(
                "system:serviceaccount:karpenter:karpenter",
                "system:serviceaccount:karpenter:other",
            );
            await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: role.outputs!.name, PolicyDocument }));
            const since = Date.now();
            await replacePods(cluster, namespace);
            await until("the controller to end", async () =>
                (await controllerPods(cluster, namespace)).every(({ status }) =>
                    status?.containerStatuses?.every(({ lastState }) => lastState?.terminated),
                ),
            );
            equal(await controllersReady(cluster, namespace), 0);
            const asked = lab.aws.calls.filter(
                ({ at, action, resources }) =>
                    at >= since && action === "AssumeRoleWithWebIdentity" && resources.includes(role.outputs!.arn),
            );
            ok(asked.length > 0);
            for (const { status, error } of asked) deepEqual([status, error], [403, "AccessDenied"]);
        });

        it("is ready again when the stack has put the trust back", async () => {
            const update = ["update karpenter-controller-role: assumeRolePolicy"];
            changes(await blue.stack.refresh(), update);
            changes(await blue.stack.up(), update);
            await until(
                "the controller to be ready",
                async () => (await controllersReady(blue.site.cluster, namespace)) === 1,
            );
            unchanged(await blue.stack.preview());
        });
    });

    describe("taken down one after the other", () => {
        it("go, and leave the other whole", async () => {
            const [before, nodes] = [await objectsIn(green.site.cluster), (await own(green)).map(idOf)];
            await deletePods(blue);
            succeeded(await blue.stack.destroy());
            const { cluster, awsAuth } = await everything(lab, blue.site);
            const kept = withKept(untouched.get(blue)!);
            deepEqual({ cluster, awsAuth }, { cluster: kept.cluster, awsAuth: kept.awsAuth });
            deepEqual((await own(green)).map(idOf), nodes);
            const now = await everything(lab, green.site);
            deepEqual(now.cluster, before);
            deepEqual(withoutNodesOf("green", now.account), withoutNodesOf("green", greenAlone.account));
        });

        it("still launch nodes when the other has gone", async () => {
            const term = { labelSelector: { matchLabels: { app: "one" } }, topologyKey: "kubernetes.io/hostname" };
            const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
            await (await createPod(green, "two", "default", { affinity })).nodes();
            equal((await own(green)).length, 2);
        });

        it("leave nothing but the CRDs, the account's role for spot, and in kube-system Karpenter's lease", async () => {
            await Promise.all([green, china].map(deletePods));
            const outcomes = await Promise.all([green, china].map(({ stack }) => stack.destroy()));
            outcomes.forEach(succeeded);
            deepEqual(await everything(lab, green.site), withKept(untouched.get(green)!, { namespace: "kube-system" }));
            deepEqual(await everything(lab, china.site), withKept(untouched.get(china)!, { partition: "aws-cn" }));
        });
    });
});

const idOf = ({ InstanceId }: { InstanceId?: string }): string => InstanceId!;

/** An account's inventory without what Karpenter has launched for a cluster. */
const withoutNodesOf = (cluster: string, account: Everything["account"]): Everything["account"] =>
    Object.fromEntries(
        Object.entries(account).map(([kind, all]) => [
            kind,
            Object.fromEntries(
                Object.entries(all).filter(([, one]) => {
                    const { tags } = one as { tags?: Record<string, string> };
                    return (
                        !["instances", "volumes", "launchTemplates"].includes(kind) ||
                        tags?.["eks:eks-cluster-name"] !== cluster
                    );
                }),
            ),
        ]),
    );
