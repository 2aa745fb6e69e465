import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import type { Outcome } from "../stack/command/command.ts";
import type { Resource } from "../stack/offline/monitor.ts";
import { render as rendered } from "./render.ts";

const folder = mkdtempSync(join(tmpdir(), "program-"));
after(() => rmSync(folder, { recursive: true }));

interface Run extends Outcome {
    resources: Resource[];
    /** A file of the render, read. */
    read(path: string): any;
    files: string[];
}

/** Renders a stack: `npm run render -- NAME --config FILE --json`. */
async function render(name: string, config: string): Promise<Run> {
    const out = join(folder, name);
    const outcome = await rendered([name, "--config", config, "--out", out, "--json"]);
    const resources: Resource[] = outcome.stdout ? JSON.parse(outcome.stdout) : [];
    const files = resources.length ? (readdirSync(out, { recursive: true }) as string[]).sort() : [];
    const read = (path: string) => load(readFileSync(join(out, path), "utf8"));
    return { ...outcome, resources, read, files };
}

let count = 0;
/** Renders a stack of these groups. */
async function renderGroups(
    groups: { [group: string]: object },
    aws: object = { "aws:region": "us-west-2" },
): Promise<Run> {
    const name = `t${count++}`;
    const file = join(folder, `Pulumi.${name}.yaml`);
    const config = Object.entries(groups).map(([group, value]) => [`eks-karpenter:${group}`, value]);
    writeFileSync(file, dump({ config: { ...aws, ...Object.fromEntries(config) } }));
    return render(name, file);
}

const types = ({ resources }: Run) => {
    const counts: { [type: string]: number } = {};
    for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
};
const nodeClasses = { default: { spec: { amiSelectorTerms: [{ alias: "al2023@v20260101" }] } } };

describe("the program", () => {
    it("makes exactly this of Pulumi.dev.yaml", async () => {
        const run = await render("dev", "Pulumi.dev.yaml");
        assert.deepEqual(types(run), {
            "pulumi:pulumi:Stack": 1,
            "pulumi:providers:kubernetes": 1,
            "eks-karpenter:index:Karpenter": 1,
            "eks-karpenter:index:NodeRole": 1,
            "eks-karpenter:index:Discovery": 1,
            "eks-karpenter:index:Interruption": 1,
            "eks-karpenter:index:ControllerIdentity": 1,
            "eks-karpenter:index:Installation": 1,
            "aws:iam/role:Role": 2,
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 9,
            "aws:iam/policy:Policy": 5,
            "aws:eks/accessEntry:AccessEntry": 1,
            "aws:ec2/tag:Tag": 4,
            "aws:sqs/queue:Queue": 1,
            "aws:sqs/queuePolicy:QueuePolicy": 1,
            "aws:cloudwatch/eventRule:EventRule": 5,
            "aws:cloudwatch/eventTarget:EventTarget": 5,
            "pulumi-nodejs:dynamic/eks-karpenter:SpotServiceLinkedRole": 1,
            "kubernetes:core/v1:Namespace": 1,
            "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema": 2,
            "kubernetes:helm.sh/v3:Release": 2,
            "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": 2,
            "kubernetes:karpenter.sh/v1:NodePool": 2,
        });
        assert.deepEqual(run.read("values/karpenter.yaml"), {
            settings: {
                clusterName: "dev",
                clusterEndpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
                interruptionQueue: "dev-karpenter",
            },
            serviceAccount: {
                create: true,
                name: "karpenter",
                annotations: {
                    "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/dev-karpenterControllerRole",
                },
            },
            podAnnotations: {
                "eks-karpenter/credentials": "arn:aws:iam::123456789012:role/dev-karpenterControllerRole",
            },
            replicas: 2,
            dnsPolicy: "ClusterFirst",
            controller: { resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } } },
            logLevel: "info",
        });
    });

    it("makes the AL2 example into exactly this NodePool, EC2NodeClass and entry of aws-auth", async () => {
        const run = await render("al2", "examples/Pulumi.al2.yaml");
        assert.deepEqual(run.read("manifests/nodepool-default.yaml"), {
            apiVersion: "karpenter.sh/v1",
            kind: "NodePool",
            metadata: { name: "default" },
            spec: {
                template: {
                    spec: {
                        requirements: [
                            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
                            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
                            { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                            { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
                            { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["2"] },
                        ],
                        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
                        expireAfter: "720h",
                    },
                },
                limits: { cpu: 1000 },
                disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m" },
            },
        });
        const selector = [{ tags: { "karpenter.sh/discovery": "al2" } }];
        assert.deepEqual(run.read("manifests/ec2nodeclass-default.yaml"), {
            apiVersion: "karpenter.k8s.aws/v1",
            kind: "EC2NodeClass",
            metadata: { name: "default" },
            spec: {
                amiFamily: "AL2",
                role: "al2-nodeRole",
                subnetSelectorTerms: selector,
                securityGroupSelectorTerms: selector,
                amiSelectorTerms: [{ id: "ami-0a12b34c56d78e901" }, { id: "ami-0a12b34c56d78e902" }],
            },
        });
        const [mapping] = run.resources.filter(({ name }) => name === "karpenter-node-role-aws-auth");
        assert.deepEqual(mapping?.inputs.mapping, {
            rolearn: "arn:aws:iam::123456789012:role/al2-nodeRole",
            username: "system:node:{{EC2PrivateDNSName}}",
            groups: ["system:bootstrappers", "system:nodes"],
        });
    });

    it("makes a new cluster with something to run the controller on, before Karpenter", async () => {
        const run = await render("fresh", "examples/Pulumi.new-cluster.yaml");
        const karpenter = run.resources.find(({ type }) => type === "eks-karpenter:index:Karpenter")!;
        for (const type of ["eks:index:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:eks/addon:Addon"])
            assert.ok(karpenter.dependsOn.includes(run.resources.find(resource => resource.type === type)!.urn), type);
        assert.deepEqual(
            run.resources.filter(({ type }) => type === "aws:ec2/tag:Tag").map(({ inputs }) => inputs.resourceId),
            ["sg-0123456789abcdef0", "subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"],
        );
    });

    it("runs a new cluster's controller on Fargate", async () => {
        const create = { subnetIds: ["subnet-1", "subnet-2"], publicAccessCidrs: ["10.0.0.0/8"], system: "Fargate" };
        const run = await renderGroups({ cluster: { name: "f", create }, nodeClasses });
        assert.equal(types(run)["aws:eks/nodeGroup:NodeGroup"], undefined);
        assert.equal(run.read("values/karpenter.yaml").dnsPolicy, "Default");
    });

    for (const [region, partition] of [
        ["cn-northwest-1", "aws-cn"],
        ["us-gov-west-1", "aws-us-gov"],
    ] as const)
        it(`names no other partition than its own in ${region}, on an existing cluster and on a new one`, async () => {
            const create = { subnetIds: ["subnet-1", "subnet-2"], publicAccessCidrs: ["10.0.0.0/8"] };
            const controller = { zonalShift: true };
            for (const cluster of [{ name: "p" }, { name: "p", create }]) {
                const { stdout } = await renderGroups(
                    { cluster, controller, nodeClasses, nodePools: { default: {} } },
                    { "aws:region": region },
                );
                assert.deepEqual(new Set(stdout.match(/arn:aws[a-z-]*/g)), new Set([`arn:${partition}`]));
            }
        });

    it("gets its token from the aws CLI each time, and keeps none", async () => {
        const kubernetes = { profile: "admin", roleArn: "arn:aws:iam::123456789012:role/deployer" };
        const { resources } = await renderGroups({ cluster: { name: "dev" }, kubernetes });
        const { inputs } = resources.find(({ type }) => type === "pulumi:providers:kubernetes")!;
        const { users, clusters } = JSON.parse(inputs.kubeconfig);
        assert.deepEqual(Object.keys(clusters[0].cluster), ["server", "certificate-authority-data"]);
        assert.deepEqual(users, [
            {
                name: "dev",
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: [
                            ...[
                                "--region",
                                "us-west-2",
                                "eks",
                                "get-token",
                                "--cluster-name",
                                "dev",
                                "--output",
                                "json",
                            ],
                            ...["--profile", "admin", "--role-arn", "arn:aws:iam::123456789012:role/deployer"],
                        ],
                        interactiveMode: "Never",
                    },
                },
            },
        ]);
    });

    it("uses a kubeconfig of the user's, and shows none of it", async () => {
        const kubeconfig =
            "apiVersion: v1\ncontexts: [{name: admin}]\nclusters: [{cluster: {server: https://api.private}}]\n";
        const { stdout } = await renderGroups({
            cluster: { name: "dev" },
            kubernetes: { kubeconfig, context: "admin" },
        });
        const provider = JSON.parse(stdout).find(({ type }: Resource) => type === "pulumi:providers:kubernetes");
        assert.deepEqual(provider.inputs, {
            kubeconfig: "[secret]",
            context: "admin",
            enableServerSideApply: "true",
            clusterIdentifier: "arn:aws:eks:us-west-2:123456789012:cluster/dev",
        });
        assert.ok(!stdout.includes("api.private"));
    });

    it("refuses a context that the kubeconfig has not", async () => {
        const kubeconfig = "apiVersion: v1\ncontexts: [{name: admin}, {name: reader}]\n";
        const { code, stderr } = await renderGroups({
            cluster: { name: "dev" },
            kubernetes: { kubeconfig, context: "adm" },
        });
        assert.deepEqual(
            [code, stderr],
            [
                2,
                'eks-karpenter:kubernetes.context: found "adm", expected a context of kubernetes.kubeconfig: admin, reader\n',
            ],
        );
    });

    it("uses a context of the machine's own kubeconfig", async () => {
        const { resources } = await renderGroups({ cluster: { name: "dev" }, kubernetes: { context: "prod" } });
        const provider = resources.find(({ type }) => type === "pulumi:providers:kubernetes");
        assert.deepEqual(provider?.inputs, {
            context: "prod",
            enableServerSideApply: "true",
            clusterIdentifier: "arn:aws:eks:us-west-2:123456789012:cluster/dev",
        });
    });

    it("puts nothing into the cluster where GitOps does, and writes what it applies", async () => {
        const groups = {
            cluster: { name: "dev" },
            install: { enabled: false },
            nodeClasses,
            nodePools: { default: {} },
        };
        const run = await renderGroups(groups);
        assert.deepEqual(
            Object.keys(types(run)).filter(type => type.startsWith("kubernetes:")),
            [],
        );
        assert.deepEqual(
            run.files.filter(file => /^(manifests|values)\//.test(file)),
            [
                "manifests/ec2nodeclass-default.yaml",
                "manifests/flowschema-karpenter-leader-election.yaml",
                "manifests/flowschema-karpenter-workload.yaml",
                "manifests/namespace-karpenter.yaml",
                "manifests/nodepool-default.yaml",
                "values/karpenter.yaml",
            ],
        );
    });

    it("refuses what a new cluster can't have before it makes anything", async () => {
        const create = { subnetIds: ["subnet-1", "subnet-2"], publicAccessCidrs: ["10.0.0.0/8"] };
        const texts: [object, object, string][] = [
            [
                { create: { ...create, system: "Fargate" } },
                { controller: { identity: "PodIdentity" } },
                "controller.identity: PodIdentity is not supported on Fargate, where its agent cannot run; set IRSA",
            ],
            [
                { create },
                { nodeRole: { joining: "AwsAuth" } },
                "nodeRole.joining: found AwsAuth for a new cluster; set AccessEntry",
            ],
            [
                { create, authenticationMode: "CONFIG_MAP" },
                {},
                "cluster.authenticationMode: found CONFIG_MAP for a new cluster, expected API or API_AND_CONFIG_MAP",
            ],
        ];
        for (const [cluster, groups, text] of texts) {
            const { code, stdout, stderr } = await renderGroups({ cluster: { name: "new", ...cluster }, ...groups });
            assert.deepEqual([code, stdout, stderr], [2, "", `eks-karpenter:${text}\n`]);
        }
    });

    it("refuses a bad stack with every problem in one error, and registers nothing", async () => {
        const run = await renderGroups({
            cluster: { name: "dev", version: "1.40" },
            nodeClasses,
            nodePools: { Default: {} },
            names: { queue: "a.b" },
        });
        assert.deepEqual([run.code, run.stdout], [2, ""]);
        assert.deepEqual(run.stderr.trim().split("\n"), [
            "eks-karpenter:cluster.version: found 1.40; Karpenter 1.14.3 runs on Kubernetes 1.26 to 1.36; no supported Karpenter version runs on it; use an earlier Kubernetes version",
            'eks-karpenter:names.queue: found "a.b", expected 1 to 80 characters: letters, digits, _ and -',
            'eks-karpenter:nodePools.Default: found "Default", expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
        ]);
    });
});
