import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "../../components/args.ts";
import { line } from "../../components/problems/problem.ts";
import { check } from "../../components/rules/check.ts";

const cluster = { name: "dev", oidcIssuer: "https://oidc.example/id/1" };
const pinned = { amiSelectorTerms: [{ alias: "al2023@v20260101" }] };
const windows = { amiSelectorTerms: [{ alias: "windows2022@latest" }] };
const classOf = (spec: object) => ({ nodeClasses: { a: { spec: { ...pinned, ...spec } } } });
const place = { partition: "aws", region: "us-west-2", accountId: "123456789012" };

/** What is refused, and the exact lines. */
const refused: [string, Partial<KarpenterArgs>, string[]][] = [
    [
        "names that Kubernetes does not take",
        {
            controller: { namespace: "Karpenter" },
            nodeClasses: { Default: { spec: pinned } },
            nodePools: { "a/b": {} },
        },
        [
            'controller.namespace: found "Karpenter", expected at most 63 characters: a-z, 0-9 and -, with a letter or digit at both ends',
            'nodeClasses.Default: found "Default", expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
            'nodePools["a/b"]: found "a/b", expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
        ],
    ],
    [
        "a class with a role and a profile",
        classOf({ role: "r", instanceProfile: "p" }),
        ["nodeClasses.a.spec: found both role and instanceProfile, expected one of them"],
    ],
    [
        "a role that is not a bare name",
        classOf({ role: "team/nodes" }),
        [
            `nodeClasses.a.spec.role: found "team/nodes", expected the role's name, without path or ARN: Karpenter compares it with the name in IAM [role-name]`,
        ],
    ],
    [
        "an AL2 alias on Kubernetes 1.33",
        { cluster: { ...cluster, version: "1.33" }, ...classOf({ amiSelectorTerms: [{ alias: "al2@v20251001" }] }) },
        [
            "nodeClasses.a.spec.amiSelectorTerms: found an al2 alias, but AL2 has images only up to Kubernetes 1.32, and the cluster has 1.33; use al2023 [images-of-version]",
        ],
    ],
    [
        "a Windows 2025 alias before Kubernetes 1.35",
        {
            cluster: { ...cluster, version: "1.34" },
            ...classOf({ amiSelectorTerms: [{ alias: "windows2025@latest" }] }),
        },
        [
            "nodeClasses.a.spec.amiSelectorTerms: found a windows2025 alias, but Windows 2025 has images only from Kubernetes 1.35, and the cluster has 1.34; use windows2022 [images-of-version]",
        ],
    ],
    [
        "images that move by themselves, where the stack does not say that it is for development",
        {
            nodeClasses: {
                a: { spec: { amiSelectorTerms: [{ alias: "al2023@latest" }] } },
                b: { spec: { amiFamily: "AL2023", amiSelectorTerms: [{ name: "amazon-eks-*" }] } },
            },
        },
        [
            'nodeClasses.a.spec.amiSelectorTerms[0].alias: found "al2023@latest": every release of the image replaces the ' +
                "nodes; pin a version, or set checks.development: true in a stack for development [pinned-images]",
            'nodeClasses.b.spec.amiSelectorTerms[0].name: found "amazon-eks-*": every release of the image replaces the ' +
                "nodes; pin a version, or set checks.development: true in a stack for development [pinned-images]",
        ],
    ],
    [
        "fields that Karpenter 1.14 does not have",
        {
            ...classOf({ enclaveOptions: { enabled: true }, kubelet: { maxPod: 10 } }),
            nodePools: {
                a: {
                    spec: { disruption: { consolidateAfter: "1m", budgets: [{ nodes: "1", reasons: ["Unhealthy"] }] } },
                },
            },
        },
        [
            'nodeClasses.a.spec.kubelet.maxPod: unknown key; did you mean "maxPods"?',
            "nodeClasses.a.spec.enclaveOptions: not supported by Karpenter 1.14; remove it, or set install.version to 1.15.x",
            'nodePools.a.spec.disruption.budgets[0].reasons[0]: found "Unhealthy", which requires Karpenter 1.15; remove it, or set install.version to 1.15.x',
        ],
    ],
    [
        "taints with a time that is none",
        {
            nodeClasses: { a: { spec: pinned } },
            nodePools: {
                a: {
                    spec: {
                        template: {
                            spec: {
                                taints: [
                                    "2026-02-29T00:00:00Z",
                                    "2026-01-31T24:00:00Z",
                                    "2024-02-29t23:59:59.5+01:00",
                                ].map((timeAdded, index) => ({ key: `t${index}`, effect: "NoExecute", timeAdded })),
                            },
                        },
                    },
                },
            },
        },
        ["2026-02-29T00:00:00Z", "2026-01-31T24:00:00Z"].map(
            (time, index) =>
                `nodePools.a.spec.template.spec.taints[${index}].timeAdded: found "${time}", expected a time such as "2026-01-31T12:00:00Z"`,
        ),
    ],
    [
        "whole numbers that the API server has no room for",
        {
            nodeClasses: {
                a: {
                    spec: {
                        ...pinned,
                        ipPrefixCount: 2 ** 31,
                        blockDeviceMappings: [{ ebs: { volumeSize: "1Gi", iops: 2 ** 63 } }],
                    },
                },
            },
        },
        [
            "nodeClasses.a.spec.ipPrefixCount: found 2147483648, expected a whole number from 0 to 2147483647",
            "nodeClasses.a.spec.blockDeviceMappings[0].ebs.iops: found 9223372036854776000, expected a whole number",
        ],
    ],
    [
        "Windows and Linux classes that share the node role",
        { nodeClasses: { linux: { spec: pinned }, windows: { spec: windows } } },
        [
            "nodeClasses.windows.spec.role: this Windows class shares the node role with Linux classes, but the role's access entry has one type; set another role, which has an access entry of type EC2_WINDOWS [one-system]",
        ],
    ],
    [
        "Windows classes beside a Linux class that spells the node role out",
        { nodeClasses: { linux: { spec: { ...pinned, role: "dev-nodeRole" } }, windows: { spec: windows } } },
        [
            "nodeClasses.windows.spec.role: this Windows class shares the node role with Linux classes, but the role's access entry has one type; set another role, which has an access entry of type EC2_WINDOWS [one-system]",
        ],
    ],
    [
        "pools without a class, or with one that is not there",
        {
            nodeClasses: { a: { spec: pinned }, b: { spec: pinned } },
            nodePools: { c: {}, d: { spec: { template: { spec: { nodeClassRef: { name: "e" } } } } } },
        },
        [
            "nodePools.c.spec.template.spec.nodeClassRef.name: missing, expected the name of a node class; declared: a, b",
            'nodePools.d.spec.template.spec.nodeClassRef.name: found "e", expected the name of a node class; declared: a, b [class-declared]',
        ],
    ],
    [
        "more roles to pass than a policy holds",
        {
            cluster: { ...cluster, ...place },
            nodeClasses: Object.fromEntries(
                Array.from({ length: 120 }, (_, i) => [`c${i}`, { spec: { ...pinned, role: `role-number-${i}` } }]),
            ),
        },
        [
            "nodeClasses: the policy for passing 120 roles has 7444 characters, but IAM allows at most 6144; let node classes share roles",
        ],
    ],
];

describe("the checks", () => {
    for (const [what, args, lines] of refused)
        it(`refuse ${what}`, () => {
            assert.deepEqual(
                check({ cluster, ...args }).problems.map(p => line(p)),
                lines,
            );
        });

    it("accept what is good, at the edges", () => {
        const good: Partial<KarpenterArgs>[] = [
            {},
            {
                cluster: {
                    name: "x".repeat(100),
                    oidcProviderArn: "arn:aws-cn:iam::123456789012:oidc-provider/oidc.example/id/1",
                },
            },
            { cluster: { name: "dev" }, controller: { identity: "PodIdentity" } },
            { cluster: { ...cluster, authenticationMode: "CONFIG_MAP", kubeconfig: "k" } },
            { checks: { development: true }, ...classOf({ amiSelectorTerms: [{ alias: "al2023@latest" }] }) },
            {
                checks: { allow: { "pinned-images": { reason: "a test" } } },
                ...classOf({ amiSelectorTerms: [{ alias: "al2023@latest" }] }),
            },
            {
                cluster: { ...cluster, version: "1.32" },
                ...classOf({ amiSelectorTerms: [{ alias: "al2@v20251001" }] }),
            },
            {
                install: { version: "1.15.0" },
                ...classOf({ kubelet: { cpuManagerPolicy: "static" }, enclaveOptions: { enabled: true } }),
            },
            {
                install: {
                    chart: "oci://registry.example:5000/karpenter/karpenter",
                    crdChart: "../charts/karpenter-crd",
                },
            },
            { install: { values: { controller: { image: { tag: "v1.14.3-r2" } } } } },
            { install: { values: { settings: {}, serviceAccount: { annotations: { a: "b" } } } } },
            { cluster: { ...cluster, version: "1.28" }, controller: { namespace: "kube-system" } },
            { nodeRole: { joining: "None" }, nodeClasses: { w: { spec: windows }, l: { spec: pinned } } },
            { nodeClasses: { w: { spec: windows }, l: { spec: { ...pinned, role: "linux" } } } },
            { nodePools: { a: { spec: { template: { spec: { nodeClassRef: { name: "made-elsewhere" } } } } } } },
        ];
        for (const args of good) assert.deepEqual(check({ cluster, ...args }).problems, [], JSON.stringify(args));
    });

    it("don't judge what is not known yet", () => {
        const unknown = pulumi.output("unknown");
        const args: KarpenterArgs = {
            cluster: { name: "dev", version: unknown, oidcIssuer: unknown },
            discovery: { subnets: { a: unknown }, taggedByOthers: ["subnet-1"] },
            nodeClasses: { a: { spec: { role: unknown, amiSelectorTerms: [{ alias: unknown }] } } },
            nodePools: { a: { spec: { template: { spec: { nodeClassRef: { name: unknown } } } } } },
        };
        assert.deepEqual(check(args).problems, []);
    });

    /** The problems of arguments as JavaScript may hand them over, with every fact of the place stated. */
    const refusedOf = (args: object) =>
        check({ cluster: { ...cluster, ...place }, ...args } as KarpenterArgs).problems.map(p => line(p));

    it("end in problems where a class has a wrong structure, and judge the rest", () => {
        const wrong = {
            family: { spec: { ...pinned, amiFamily: "Ubuntu" } },
            subnets: { spec: { ...pinned, subnetSelectorTerms: [] } },
            disk: { spec: { ...pinned, blockDeviceMappings: [{ ebs: { volumeSize: "1m" } }] } },
            weight: { spec: { ...pinned, ipPrefixCount: 10n } },
            terms: { spec: { amiSelectorTerms: [undefined] } },
            empty: {},
            null: null,
            undefined: undefined,
        };
        const valid = { spec: { ...pinned, role: "team/nodes" } };
        assert.deepEqual(refusedOf({ nodeClasses: { ...wrong, valid }, nodePools: { family: {} } }), [
            'nodeClasses.family.spec.amiFamily: found "Ubuntu", allowed: AL2, AL2023, Bottlerocket, Custom, Windows2019, ' +
                "Windows2022, Windows2025",
            "nodeClasses.subnets.spec.subnetSelectorTerms: found 0 entries, expected at least 1",
            'nodeClasses.disk.spec.blockDeviceMappings[0].ebs.volumeSize: found "1m", expected a string such as "100Gi"',
            'nodeClasses.weight.spec.ipPrefixCount: found "10n", expected a whole number from 0 to 2147483647',
            "nodeClasses.terms.spec.amiSelectorTerms[0]: found nothing, expected a map (alias, id, name, owner, ssmParameter, " +
                "tags); give it a value or remove the key",
            "nodeClasses.empty.spec: missing, expected a map",
            "nodeClasses.null: found null, expected a map (spec, labels, annotations); give it a value or remove the key",
            "nodeClasses.undefined: found nothing, expected a map (spec, labels, annotations); give it a value or remove the " +
                "key",
            `nodeClasses.valid.spec.role: found "team/nodes", expected the role's name, without path or ARN: Karpenter compares it with the name in IAM [role-name]`,
        ]);
    });

    it("refuse outputs and promises by path where the types have no Input", () => {
        const output = pulumi.output("x");
        const promise = Promise.resolve("x");
        const early = ", expected a value known before the deployment; ";
        const scalar = "set the plain value, as it is passed to its resource";
        const map = "the map itself must be plain, its values can be outputs";
        const list = "the list itself must be plain, its values can be outputs";
        const cases: [args: object, line: string][] = [
            [{ cluster: { ...cluster, name: output } }, `cluster.name: found an output${early}${scalar}`],
            [
                { cluster: { ...cluster, name: promise } },
                `cluster.name: found a promise${early}await the promise first`,
            ],
            [{ cluster: output }, `cluster: found an output${early}${map}`],
            [{ install: { version: output } }, `install.version: found an output${early}${scalar}`],
            [{ install: { values: output } }, `install.values: found an output${early}${map}`],
            [{ names: { queue: output } }, `names.queue: found an output${early}${scalar}`],
            [{ names: output }, `names: found an output${early}${scalar}`],
            [{ discovery: { subnets: output } }, `discovery.subnets: found an output${early}${map}`],
            [
                { discovery: { taggedByOthers: [output] } },
                `discovery.taggedByOthers[0]: found an output${early}${scalar}`,
            ],
            [{ nodePools: output }, `nodePools: found an output${early}${map}`],
            [{ nodePools: { a: promise } }, `nodePools.a: found a promise${early}${map}`],
            [
                { nodePools: { a: { spec: { template: { spec: { requirements: output } } } } } },
                `nodePools.a.spec.template.spec.requirements: found an output${early}${list}`,
            ],
            [{ nodeClasses: { a: { spec: output } } }, `nodeClasses.a.spec: found an output${early}${map}`],
            [
                classOf({ amiSelectorTerms: output }),
                `nodeClasses.a.spec.amiSelectorTerms: found an output${early}${list}`,
            ],
            [classOf({ tags: promise }), `nodeClasses.a.spec.tags: found a promise${early}${map}`],
        ];
        for (const [args, expected] of cases) assert.deepEqual(refusedOf(args), [expected]);
    });

    it("take outputs in a policy statement, and leave it out of the policy's size", () => {
        const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.output("bucket") };
        assert.deepEqual(refusedOf({ controller: { policyStatements: Array(20).fill(statement) } }), []);
    });

    it("do not judge the size of policies while the spec of a class is not known", () => {
        const Resource = "x".repeat(6144);
        const controller = { policyStatements: [{ Effect: "Allow", Action: "s3:GetObject", Resource }] };
        assert.deepEqual(refusedOf({ controller, nodeClasses: { a: {} } }), [
            "nodeClasses.a.spec: missing, expected a map",
        ]);
    });

    it("warn of AL2 by id, and of pools whose nodes can be held for ever", () => {
        const nodeClasses = { a: { spec: { amiFamily: "AL2" as const, amiSelectorTerms: [{ id: "ami-1" }] } } };
        assert.deepEqual(
            check({ cluster, nodeClasses, nodePools: { a: {} } }).warnings.map(p => line(p)),
            [
                "nodeClasses.a.spec.amiFamily: found AL2, which has had no new images since November 2025 and supports Kubernetes up to 1.32; use AL2023 [end-of-al2]",
                "nodePools.a.spec.template.spec.terminationGracePeriod: missing; without it, a pod that must not be disrupted can block its " +
                    "node, even after expireAfter (720h), and pulumi destroy forever; set a duration such as 24h [termination-grace-period]",
            ],
        );
    });
});
