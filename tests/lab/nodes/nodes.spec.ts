import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EC2Client, RunInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { CreateAccessEntryCommand, DeleteAccessEntryCommand, EKSClient } from "@aws-sdk/client-eks";
import {
    AddRoleToInstanceProfileCommand,
    CreateInstanceProfileCommand,
    CreateRoleCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import {
    ApiException,
    AppsV1Api,
    CoordinationV1Api,
    CoreV1Api,
    PatchStrategy,
    setHeaderOptions,
    type V1Container,
    type V1Pod,
} from "@kubernetes/client-node";
import { decodeJwt } from "jose";
import { type Aws, startAws } from "../../../lab/aws/aws.ts";
import { adminClient } from "../../../lab/aws/seed.ts";
import { userData } from "../../../lab/nodes/system.ts";
import { type LabFolder, openFolder } from "../../../lab/process/folder.ts";
import { until } from "../../../lab/process/until.ts";
import { type Site, startSite } from "../../../lab/site.ts";
import { ensureTools } from "../../../lab/tools/tools.ts";
import { assertSufficient } from "../permissions/denials.ts";
import { Simulator } from "../permissions/simulator.ts";

const name = "nodes";
const region = "eu-west-1";
const namespace = "default";
const image = "registry.example/karpenter/controller";

describe("lab: nodes", () => {
    let folder: LabFolder;
    let aws: Aws;
    let site: Site;
    let core: CoreV1Api;
    let apps: AppsV1Api;
    let leases: CoordinationV1Api;
    let ec2: EC2Client;

    before("start a cluster", async function () {
        this.timeout(0);
        const tools = await ensureTools(line => console.log(`    ${line}`));
        folder = openFolder();
        aws = await startAws(folder, tools, { authorizer: new Simulator() });
        // In the place of one of the controllers, a program that shows what it got.
        const program = join(folder.path, "program");
        writeFileSync(
            program,
            `#!${process.execPath}\n${readFileSync(join(import.meta.dirname, "program.cjs"), "utf8")}`,
        );
        chmodSync(program, 0o755);
        const controllers = { ...tools.controllers, "1.15.0": program };
        site = await startSite(
            { folder, aws, tools: { ...tools, controllers } },
            { name, region, authenticationMode: "API_AND_CONFIG_MAP" },
        );
        core = site.cluster.client.makeApiClient(CoreV1Api);
        apps = site.cluster.client.makeApiClient(AppsV1Api);
        leases = site.cluster.client.makeApiClient(CoordinationV1Api);
        ec2 = new EC2Client(adminClient(aws, region));
    });

    after("stop it", async function () {
        await site?.stop();
        await aws?.stop();
        if (aws) assertSufficient(aws);
        if (this.test?.parent?.tests.every(test => test.state === "passed")) folder?.remove();
    });

    const log = (): string => readFileSync(site.nodes.log, "utf8");

    const said = (instance: string, what: RegExp): Promise<true> =>
        until(
            `${instance} to say ${what}`,
            () =>
                log()
                    .split("\n")
                    .some(line => line.includes(instance) && what.test(line)) || undefined,
        );

    const found = async <T>(object: Promise<T>): Promise<T | undefined> =>
        object.catch(error => {
            if (error instanceof ApiException && error.code === 404) return undefined;
            throw error;
        });

    const pod = (podName: string): Promise<V1Pod | undefined> =>
        found(core.readNamespacedPod({ name: podName, namespace }));

    const createPod = (podName: string, container: Partial<V1Container>, spec: Partial<V1Pod["spec"]> = {}) =>
        core.createNamespacedPod({
            namespace,
            body: { metadata: { name: podName }, spec: { containers: [{ name: "main", ...container }], ...spec } },
        });

    /** A pod once it is as wanted. */
    const podWith = (podName: string, what: string, wanted: (pod: V1Pod) => unknown): Promise<V1Pod> =>
        until(
            `pod ${podName} to be ${what}`,
            async () => {
                const seen = await pod(podName);
                return seen && wanted(seen) ? seen : undefined;
            },
            { hint: async () => JSON.stringify((await pod(podName))?.status) },
        );

    const gone = (podName: string) => until(`pod ${podName} to go`, async () => !(await pod(podName)));

    const launch = async (profile: string, data: string): Promise<{ id: string; node: string }> => {
        const { Instances } = await ec2.send(
            new RunInstancesCommand({
                MinCount: 1,
                MaxCount: 1,
                InstanceType: "m5.large",
                SubnetId: site.network.subnetIds[2],
                IamInstanceProfile: { Name: profile },
                UserData: Buffer.from(data).toString("base64"),
            }),
        );
        return { id: Instances![0]!.InstanceId!, node: Instances![0]!.PrivateDnsName! };
    };

    const newRole = async (role: string): Promise<string> => {
        const iam = new IAMClient(adminClient(aws, region));
        const trust = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
        const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
        const { Role } = await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }));
        await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: role }));
        await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: role, RoleName: role }));
        return Role!.Arn!;
    };

    it("makes two system nodes, ready and without taints, in two zones", async () => {
        const { items } = await core.listNode();
        const seen = items.map(({ metadata, spec, status }) => ({
            taints: spec?.taints ?? [],
            ready: status?.conditions?.find(({ type }) => type === "Ready")?.status,
            zone: metadata?.labels?.["topology.kubernetes.io/zone"],
            type: metadata?.labels?.["node.kubernetes.io/instance-type"],
            group: metadata?.labels?.["eks.amazonaws.com/nodegroup"],
        }));
        const node = { taints: [], ready: "True", type: "m5.large", group: "nodes-system" };
        assert.deepEqual(
            seen.sort((a, b) => a.zone!.localeCompare(b.zone!)),
            [
                { ...node, zone: "eu-west-1a" },
                { ...node, zone: "eu-west-1b" },
            ],
        );
    });

    it("runs a Deployment's pods, and ends them when it is deleted", async () => {
        const labels = { app: "web" };
        await apps.createNamespacedDeployment({
            namespace,
            body: {
                metadata: { name: "web" },
                spec: {
                    replicas: 4,
                    selector: { matchLabels: labels },
                    template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "nginx" }] } },
                },
            },
        });
        await until(
            "the Deployment to be ready",
            async () => (await apps.readNamespacedDeployment({ name: "web", namespace })).status?.readyReplicas === 4,
        );
        await apps.deleteNamespacedDeployment({ name: "web", namespace, propagationPolicy: "Foreground" });
        await until(
            "its pods to go",
            async () => (await core.listNamespacedPod({ namespace, labelSelector: "app=web" })).items.length === 0,
        );
    });

    it("ends a pod that is evicted", async () => {
        await createPod("evicted", { image: "nginx" });
        await podWith("evicted", "running", ({ status }) => status?.phase === "Running");
        await core.createNamespacedPodEviction({
            name: "evicted",
            namespace,
            body: { metadata: { name: "evicted", namespace } },
        });
        await gone("evicted");
    });

    it("runs a known image as a program, with what its pod says and nothing else", async () => {
        process.env.LEAKED = "from the lab's own environment";
        await core.createNamespacedServiceAccount({
            namespace,
            body: { metadata: { name: "worker", annotations: { "eks.amazonaws.com/role-arn": "the-role" } } },
        });
        await createPod(
            "program",
            {
                image: `${image}:1.15.0`,
                args: ["--who=$(WHO)"],
                env: [
                    { name: "WHO", value: "me" },
                    { name: "METRICS_PORT", value: "8080" },
                    { name: "HEALTH_PROBE_PORT", value: "8081" },
                    { name: "NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
                ],
                ports: [{ name: "health", containerPort: 8081 }],
                readinessProbe: { httpGet: { path: "/", port: "health" } },
            },
            { serviceAccountName: "worker" },
        );
        const { metadata } = await podWith("program", "ready", isReady);
        delete process.env.LEAKED;

        const printed = JSON.parse(readFileSync(folder.log("nodes-program"), "utf8").split("\n")[0]!);
        assert.deepEqual(printed.arguments, ["--who=me"]);
        const { METRICS_PORT, HEALTH_PROBE_PORT, ...environment } = printed.environment;
        const files = join(folder.path, "pods", metadata!.uid!);
        const { hostname, port } = new URL(site.cluster.endpoint);
        assert.deepEqual(environment, {
            AWS_DEFAULT_REGION: region,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_ENDPOINT_URL: aws.endpoint,
            AWS_ENDPOINT_URL_STS: aws.endpoint,
            AWS_REGION: region,
            AWS_ROLE_ARN: "the-role",
            AWS_STS_REGIONAL_ENDPOINTS: "regional",
            AWS_WEB_IDENTITY_TOKEN_FILE: join(files, "aws-token"),
            HOSTNAME: "program",
            KUBECONFIG: join(files, "kubeconfig"),
            KUBERNETES_SERVICE_HOST: hostname,
            KUBERNETES_SERVICE_PORT: port,
            LEADER_ELECTION_NAMESPACE: namespace,
            NAME: "program",
            WHO: "me",
        });
        assert.equal(new Set([METRICS_PORT, HEALTH_PROBE_PORT, "8080", "8081"]).size, 4);

        const claims = ["token", "aws-token"].map(file => decodeJwt(readFileSync(join(files, file), "utf8")));
        const subject = "system:serviceaccount:default:worker";
        assert.deepEqual(
            claims.map(({ sub, aud, "kubernetes.io": bound }: any) => [sub, aud, bound.pod.name]),
            [
                [subject, ["https://kubernetes.default.svc"], "program"],
                [subject, ["sts.amazonaws.com"], "program"],
            ],
        );
    });

    it("lets a program end by itself when its pod is deleted", async () => {
        await core.deleteNamespacedPod({ name: "program", namespace });
        await gone("program");
        assert.match(readFileSync(folder.log("nodes-program"), "utf8"), /ended politely\n$/);
    });

    it("starts a program that fails again and again, and says so", async () => {
        // The real controller, without the settings it needs.
        await createPod("failing", { image: `${image}:1.14.3` });
        const { status } = await podWith(
            "failing",
            "backing off",
            seen => seen.status?.containerStatuses?.[0]?.state?.waiting?.reason === "CrashLoopBackOff",
        );
        const [container] = status!.containerStatuses!;
        assert.equal(status?.phase === "Pending" || status?.phase === "Running", true);
        assert.equal(container?.lastState?.terminated?.reason, "Error");
        assert.notEqual(container?.lastState?.terminated?.exitCode, 0);
        await podWith("failing", "restarted", seen => (seen.status?.containerStatuses?.[0]?.restartCount ?? 0) >= 2);
        await core.deleteNamespacedPod({ name: "failing", namespace });
        await gone("failing");
    });

    it("has no image of a version that the lab lacks", async () => {
        await createPod("unknown", { image: `${image}:1.0.0` });
        const { status } = await podWith(
            "unknown",
            "without its image",
            seen => seen.status?.containerStatuses?.[0]?.state?.waiting?.reason === "ErrImagePull",
        );
        assert.match(
            status!.containerStatuses![0]!.state!.waiting!.message!,
            /has no .*controller:1\.0\.0; it has 1\.14\.3/,
        );
        await core.deleteNamespacedPod({ name: "unknown", namespace });
        await gone("unknown");
    });

    it("lets no machine join whose role may not, until it may; what has joined stays when the right is taken away", async () => {
        const principalArn = await newRole("stranger");
        const { id, node } = await launch("stranger", userData(site.cluster));
        await said(id, /has not joined: 401/);
        assert.equal(await found(core.readNode({ name: node })), undefined);

        const eks = new EKSClient(adminClient(aws, region));
        await eks.send(new CreateAccessEntryCommand({ clusterName: name, principalArn, type: "EC2_LINUX" }));
        await until(`${id} to join`, () => site.nodes.joined(id));
        const joined = await core.readNode({ name: node });

        await createPod("stays", { image: "nginx" }, { nodeName: node });
        await podWith("stays", "running", ({ status }) => status?.phase === "Running");
        await eks.send(new DeleteAccessEntryCommand({ clusterName: name, principalArn }));
        const taken = Date.now();
        await until(`node ${node} to renew its lease`, async () => {
            const { spec } = await leases.readNamespacedLease({ name: node, namespace: "kube-node-lease" });
            return new Date(spec!.renewTime!).getTime() > taken;
        });
        assert.equal((await core.readNode({ name: node })).metadata?.uid, joined.metadata?.uid);
        assert.equal((await pod("stays"))?.status?.phase, "Running");
    });

    it("says again that it is ready when its node was taken for dead", async () => {
        const [node] = (await core.listNode()).items;
        const readiness = async () => {
            const { status } = await core.readNode({ name: node!.metadata!.name! });
            return status?.conditions?.find(({ type }) => type === "Ready")?.status;
        };
        const lost = node!.status!.conditions!.map(condition =>
            condition.type === "Ready" ? { ...condition, status: "Unknown", reason: "NodeStatusUnknown" } : condition,
        );
        await core.patchNodeStatus(
            { name: node!.metadata!.name!, body: { status: { conditions: lost } } },
            setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
        );
        assert.equal(await readiness(), "Unknown");
        await until("the node to be ready", async () => (await readiness()) === "True");
    });

    it("lets no machine join whose user data is for another cluster, or for none", async () => {
        const other = await launch(`${name}-system`, userData({ ...site.cluster, name: "another" }));
        const windows = await launch(`${name}-system`, "<powershell>\n</powershell>");
        const none = await launch(`${name}-system`, "");
        await said(other.id, /does not join: its user data is for cluster another, and this VPC's is nodes/);
        await said(windows.id, /does not join: it runs Windows/);
        await said(none.id, /does not join: it has no user data/);
        for (const { node } of [other, windows, none])
            assert.equal(await found(core.readNode({ name: node })), undefined);
    });

    it("removes the Node of a machine that was terminated", async () => {
        const { id, node } = await launch(`${name}-system`, userData(site.cluster));
        await until(`${id} to join`, () => site.nodes.joined(id));
        await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
        await until(`node ${node} to go`, async () => !(await found(core.readNode({ name: node }))));
        assert.equal(site.nodes.joined(id), undefined);
    });

    it("stops all programs with the nodes", async () => {
        await createPod("last", { image: `${image}:1.15.0`, env: [{ name: "HEALTH_PROBE_PORT", value: "1" }] });
        await podWith("last", "ready", isReady);
        // Without a probe a pod is ready before its program has said a word.
        const { environment } = await until("its program to start", () =>
            JSON.parse(readFileSync(folder.log("nodes-last"), "utf8")),
        );
        const answers = () =>
            fetch(`http://127.0.0.1:${environment.HEALTH_PROBE_PORT}`).then(
                () => true,
                () => false,
            );
        await until("it to listen", answers);
        await site.nodes.stop();
        assert.equal(await answers(), false);
    });
});

const isReady = ({ status }: V1Pod): boolean =>
    status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
