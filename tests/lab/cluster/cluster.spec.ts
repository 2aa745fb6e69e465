import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AppsV1Api,
    AuthenticationV1Api,
    CoreV1Api,
    KubeConfig,
    type V1Deployment,
    type V1Pod,
} from "@kubernetes/client-node";
import { createLocalJWKSet, jwtVerify } from "jose";
import { accountId } from "../../../lab/aws/partition.ts";
import { type Cluster, startCluster } from "../../../lab/cluster/cluster.ts";
import { LabFolder } from "../../../lab/process/folder.ts";
import { until } from "../../../lab/process/until.ts";
import { ensureTools, type Tools } from "../../../lab/tools/tools.ts";
import { type FakeAws, privateDnsName, startFakeAws } from "./fake-aws.ts";

const network = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], securityGroupId: "sg-1" };
const options = { name: "lab", region: "us-east-1", authenticationMode: "API_AND_CONFIG_MAP", network } as const;
const iam = (resource: string) => ["arn", "aws", "iam", "", accountId, resource].join(":");
const session = (role: string, name: string) =>
    ["arn", "aws", "sts", "", accountId, `assumed-role/${role}/${name}`].join(":");
const instance = "i-0123456789abcdef0";

describe("lab: a cluster", () => {
    let folder: LabFolder;
    let tools: Tools;
    let aws: FakeAws;
    let cluster: Cluster;
    let core: CoreV1Api;

    before("start it", async function () {
        this.timeout(0);
        tools = await ensureTools(line => console.log(line));
        folder = new LabFolder(mkdtempSync(join(tmpdir(), "cluster-")));
        aws = await startFakeAws();
        cluster = await startCluster(folder, tools, aws, options);
        core = cluster.client.makeApiClient(CoreV1Api);
    });

    after("stop it", async () => {
        await cluster?.stop();
        await aws?.stop();
        folder?.remove();
    });

    /** A client that shows an EKS token of this principal. */
    const as = async (arn: string, clusterName = "lab"): Promise<KubeConfig> => {
        const config = new KubeConfig();
        config.loadFromOptions({
            clusters: [{ name: "lab", server: cluster.endpoint, caData: cluster.certificateAuthority }],
            users: [{ name: "lab", token: await aws.token(arn, clusterName) }],
            contexts: [{ name: "lab", cluster: "lab", user: "lab" }],
            currentContext: "lab",
        });
        return config;
    };
    const user = async (client: KubeConfig) => {
        const body = { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" };
        const review = await client.makeApiClient(AuthenticationV1Api).createSelfSubjectReview({ body });
        const { username, groups } = review.status!.userInfo!;
        return { username, groups: groups!.filter(group => group !== "system:authenticated") };
    };
    const refused = (code: number) => (error: { code?: number }) => error.code === code;

    it("is known to EKS as it is", async () => {
        const [{ jwks, ...known } = assert.fail(), ...others] = aws.clusters;
        const { endpoint, certificateAuthority, issuer } = cluster;
        assert.deepEqual(known, {
            name: "lab",
            region: "us-east-1",
            version: "1.36",
            endpoint,
            certificateAuthority,
            issuer,
            authenticationMode: "API_AND_CONFIG_MAP",
            ...network,
        });
        assert.equal(others.length, 0);
        assert.match(issuer, /^https:\/\/oidc\.eks\.us-east-1\.amazonaws\.com\/id\/[0-9A-F]{32}$/);
        assert.deepEqual(Object.keys(jwks), ["keys"]);
    });

    it("has the kubeconfig of its administrator", async () => {
        const config = new KubeConfig();
        config.loadFromFile(cluster.admin);
        assert.deepEqual(await user(config), { username: "lab-admin", groups: ["system:masters"] });
    });

    it("takes the principal that created it for its administrator", async () => {
        assert.deepEqual(await user(await as(iam("user/admin"))), {
            username: "kubernetes-admin",
            groups: ["system:masters"],
        });
    });

    it("refuses a token for another cluster, and says why in the log", async () => {
        await assert.rejects(user(await as(iam("user/admin"), "other")), refused(401));
        assert.match(
            readFileSync(folder.log("authenticator-lab-us-east-1"), "utf8"),
            /"refused":"SignatureDoesNotMatch"/,
        );
    });

    it("refuses a role that nothing maps, and takes the same token once an access entry does", async () => {
        const client = await as(session("late", instance));
        await assert.rejects(user(client), refused(401));
        aws.entries.push({
            principalArn: iam("role/late"),
            type: "EC2_LINUX",
            username: "",
            kubernetesGroups: [],
            tags: {},
        });
        assert.deepEqual(await user(client), { username: `system:node:${privateDnsName}`, groups: ["system:nodes"] });
    });

    it("refuses what the groups of an access entry do not allow", async () => {
        aws.entries.push({
            principalArn: iam("role/reader"),
            type: "STANDARD",
            username: "reader",
            kubernetesGroups: ["readers"],
            tags: {},
        });
        const client = await as(session("reader", "me"));
        assert.deepEqual(await user(client), { username: "reader", groups: ["readers"] });
        await assert.rejects(client.makeApiClient(CoreV1Api).listNode(), refused(403));
    });

    it("lets a node of aws-auth join as itself, and as nobody else", async () => {
        const mapRoles = JSON.stringify([
            {
                rolearn: iam("role/nodes"),
                username: "system:node:{{EC2PrivateDNSName}}",
                groups: ["system:bootstrappers", "system:nodes"],
            },
        ]);
        const body = { metadata: { name: "aws-auth" }, data: { mapRoles } };
        await core.createNamespacedConfigMap({ namespace: "kube-system", body });
        const node = (await as(session("nodes", instance))).makeApiClient(CoreV1Api);
        await assert.rejects(node.createNode({ body: { metadata: { name: "another" } } }), refused(403));
        await node.createNode({ body: { metadata: { name: privateDnsName } } });
        await core.deleteNode({ name: privateDnsName });
    });

    it("makes pods of a Deployment, which the scheduler calls unschedulable, and deletes it in the foreground", async () => {
        const apps = cluster.client.makeApiClient(AppsV1Api);
        const name = { namespace: "default", name: "web" };
        await apps.createNamespacedDeployment({ namespace: "default", body: deployment("web") });
        const [pod] = await until("two unschedulable pods", async () => {
            const { items } = await core.listNamespacedPod({ namespace: "default" });
            return items.filter(unschedulable).length === 2 && items;
        });
        assert.match(String(pod!.spec!.serviceAccountName), /^default$/);
        await apps.deleteNamespacedDeployment({ ...name, propagationPolicy: "Foreground" });
        await until(
            "the Deployment to be gone",
            async () => (await apps.listNamespacedDeployment(name)).items.length === 0,
        );
        assert.deepEqual((await core.listNamespacedPod({ namespace: "default" })).items, []);
    });

    it("ends a namespace that is deleted, with all in it", async () => {
        await core.createNamespace({ body: { metadata: { name: "short" } } });
        await core.createNamespacedSecret({ namespace: "short", body: { metadata: { name: "one" } } });
        await core.deleteNamespace({ name: "short" });
        await until("the namespace to be gone", async () => {
            const { items } = await core.listNamespace();
            return items.every(({ metadata }) => metadata?.name !== "short");
        });
    });

    it("signs service account tokens that IAM can verify", async () => {
        const body = {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: { audiences: ["sts.amazonaws.com"] },
        };
        const request = await core.createNamespacedServiceAccountToken({ namespace: "default", name: "default", body });
        const keys = createLocalJWKSet(aws.clusters[0]!.jwks as Parameters<typeof createLocalJWKSet>[0]);
        const { payload } = await jwtVerify(request.status!.token ?? "", keys);
        const { iss, sub, aud } = payload;
        assert.deepEqual(
            { iss, sub, aud },
            {
                iss: cluster.issuer,
                sub: "system:serviceaccount:default:default",
                aud: ["sts.amazonaws.com"],
            },
        );
    });

    it("audits every request with its user", () => {
        const events = readFileSync(cluster.auditLog, "utf8")
            .trim()
            .split("\n")
            .map(line => JSON.parse(line));
        const created = events.find(({ verb, objectRef }) => verb === "create" && objectRef?.name === "short");
        assert.deepEqual(
            [created.level, created.user.username, created.objectRef.resource, created.responseStatus.code],
            ["Metadata", "lab-admin", "namespaces", 201],
        );
    });

    it("stands beside another, and leaves no process, port, or word to EKS when it stops", async () => {
        const second = new LabFolder(mkdtempSync(join(tmpdir(), "cluster-")));
        const other = await startCluster(second, tools, aws, { ...options, name: "other", region: "cn-north-1" });
        assert.match(other.issuer, /^https:\/\/oidc\.eks\.cn-north-1\.amazonaws\.com\.cn\/id\/[0-9A-F]{32}$/);
        assert.deepEqual(
            aws.clusters.map(({ name }) => name),
            ["lab", "other"],
        );
        await other.stop();
        assert.deepEqual(
            aws.clusters.map(({ name }) => name),
            ["lab"],
        );
        assert.equal(started(second).length, 4);
        assert.deepEqual(started(second).filter(lives), []);
        assert.equal(await listens(other.endpoint), false);
        second.remove();
        assert.equal((await core.listNamespace()).items.length, 4);
    });

    it("names the log of the program that does not start, and stops the others", async () => {
        const broken = new LabFolder(mkdtempSync(join(tmpdir(), "cluster-")));
        const log = broken.log("kube-scheduler-lab-us-east-1");
        await assert.rejects(startCluster(broken, { ...tools, scheduler: tools.etcd }, aws, options), (error: Error) =>
            error.message.includes(`${log} ends with`),
        );
        assert.deepEqual(started(broken).filter(lives), []);
        assert.deepEqual(
            aws.clusters.map(({ name }) => name),
            ["lab"],
        );
        broken.remove();
    });
});

const deployment = (name: string): V1Deployment => ({
    metadata: { name },
    spec: {
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "app", image: "app" }] } },
    },
});

const unschedulable = ({ status }: V1Pod): boolean =>
    status?.conditions?.some(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable") ?? false;

const started = (folder: LabFolder): number[] =>
    readFileSync(join(folder.path, "processes"), "utf8")
        .trim()
        .split("\n")
        .map(line => JSON.parse(line).pid);

function lives(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
}

const listens = (endpoint: string): Promise<boolean> =>
    new Promise(resolve => {
        const socket = connect(Number(new URL(endpoint).port), "127.0.0.1", () => {
            socket.destroy();
            resolve(true);
        }).once("error", () => resolve(false));
    });
