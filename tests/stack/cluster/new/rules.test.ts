import assert from "node:assert/strict";
import { rules } from "../../../../components/rules/rules.ts";
import { checkNewCluster, ofNewClusters } from "../../../../stack/cluster/new/rules/rules.ts";
import type { NewClusterConfig, StackConfig } from "../../../../stack/config.ts";

const pinned = { "vpc-cni": "v1.20.4-eksbuild.2", "kube-proxy": "v1.35.0-eksbuild.2", coredns: "v1.13.1-eksbuild.1" };
const versions = Object.fromEntries(Object.entries(pinned).map(([name, version]) => [name, { version }]));

const sound: NewClusterConfig = {
    subnetIds: ["subnet-1", "subnet-2"],
    publicAccessCidrs: ["203.0.113.0/24"],
    administrators: {},
    addons: versions,
};

/** The settings of a stack that creates its cluster, and breaks no rule. */
const creating = (
    create: Partial<NewClusterConfig>,
    { cluster, ...groups }: Partial<StackConfig> = {},
): StackConfig => ({
    cluster: { name: "dev", ...cluster, create: { ...sound, ...create } },
    ...groups,
});
const named = (fields: object): Partial<StackConfig> => ({ cluster: { name: "dev", ...fields } });

const arn = (resource: string) => `arn:aws-cn:iam::123456789012:${resource}`;
const unpinned = (names: string) =>
    `cluster.create.addons: no version for ${names}: the most recent ones are installed, and an unchanged stack updates them when ` +
    "AWS publishes others; set versions (aws eks describe-addon-versions), or checks.development";
const range = 'expected a range of addresses such as "203.0.113.0/24"';

/** What breaks each rule, with everything that is found; and what all but breaks it, in which nothing is found. */
const cases: {
    [rule: string]: { breaks: [what: string, StackConfig, found: string[]][]; holds: [what: string, StackConfig][] };
} = {
    "new-cluster-facts": {
        breaks: [
            [
                "what AWS assigns",
                creating({}, named({ endpoint: "https://x", oidcProviderArn: "arn" })),
                ["endpoint", "oidcProviderArn"].map(
                    key =>
                        `cluster.${key}: conflicts with cluster.create: AWS assigns it to a new cluster; remove one of them`,
                ),
            ],
        ],
        holds: [["what a stack decides", creating({}, named({ version: "1.35", vpcId: "vpc-1" }))]],
    },
    "new-cluster-subnets": {
        breaks: [
            [
                "the ID of a security group, and a subnet twice",
                creating({ subnetIds: ["sg-1", "subnet-2", "subnet-2"] }),
                [
                    'cluster.create.subnetIds[0]: found "sg-1", expected an id such as "subnet-0123456789abcdef0"',
                    'cluster.create.subnetIds[2]: found "subnet-2" a second time; name each once',
                ],
            ],
            [
                "a subnet of the system nodes twice",
                creating({ systemSubnetIds: ["subnet-3", "subnet-3"] }),
                ['cluster.create.systemSubnetIds[1]: found "subnet-3" a second time; name each once'],
            ],
        ],
        holds: [["three subnets", creating({ subnetIds: ["subnet-1", "subnet-2", "subnet-0a1b2c3d4e5f60003"] })]],
    },
    "new-cluster-cidrs": {
        breaks: [
            [
                "addresses, too many bits and more than a block",
                creating({ publicAccessCidrs: ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/8/8", "::/129", "all/0"] }),
                ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/8/8", "::/129", "all/0"].map(
                    (found, index) => `cluster.create.publicAccessCidrs[${index}]: found "${found}", ${range}`,
                ),
            ],
        ],
        holds: [["blocks of IPv4 and IPv6", creating({ publicAccessCidrs: ["10.0.0.0/8", "203.0.113.1/32", "::/0"] })]],
    },
    "new-cluster-endpoint": {
        breaks: [
            [
                "neither endpoint",
                creating({
                    endpointPublicAccess: false,
                    endpointPrivateAccess: false,
                    publicAccessCidrs: undefined,
                }),
                [
                    "cluster.create.endpointPrivateAccess: found false, like endpointPublicAccess: the API server would be " +
                        "unreachable; set one of them to true",
                ],
            ],
            [
                "a public endpoint that is open to all without a word",
                creating({ publicAccessCidrs: undefined }),
                [
                    "cluster.create.publicAccessCidrs: missing, so that the whole internet could access the API server; set ranges " +
                        'of addresses such as "203.0.113.0/24", "0.0.0.0/0" for all, or endpointPublicAccess: false',
                ],
            ],
            [
                "addresses for no public endpoint",
                creating({ endpointPublicAccess: false }),
                [
                    "cluster.create.publicAccessCidrs: conflicts with endpointPublicAccess: false, without which there is no public " +
                        "endpoint; remove one of them",
                ],
            ],
        ],
        holds: [
            ["a private endpoint alone", creating({ endpointPublicAccess: false, publicAccessCidrs: undefined })],
            ["a public endpoint alone", creating({ endpointPrivateAccess: false })],
            ["one that is open to all on purpose", creating({ publicAccessCidrs: ["0.0.0.0/0"] })],
        ],
    },
    "new-cluster-administrators": {
        breaks: [
            [
                "what is no role or user, and a role twice",
                creating({ administrators: { group: arn("group/a"), platform: arn("role/a"), again: arn("role/a") } }),
                [
                    `cluster.create.administrators.group: found "${arn("group/a")}", expected the ARN of an IAM role or user`,
                    `cluster.create.administrators.again: found "${arn("role/a")}", like platform; remove one of them`,
                ],
            ],
        ],
        holds: [["roles and users", creating({ administrators: { a: arn("role/path/a"), b: arn("user/b") } })]],
    },
    "new-cluster-creator": {
        breaks: [
            [
                "no administrators",
                creating({ administrators: undefined }),
                [
                    "cluster.create.administrators: missing: only the principal that creates the cluster can access it; add roles, or set {}",
                ],
            ],
        ],
        holds: [["none on purpose", creating({ administrators: {} })]],
    },
    "new-cluster-authentication": {
        breaks: [
            [
                "the ConfigMap alone",
                creating({}, named({ authenticationMode: "CONFIG_MAP" })),
                ["cluster.authenticationMode: found CONFIG_MAP for a new cluster, expected API or API_AND_CONFIG_MAP"],
            ],
        ],
        holds: [
            ["access entries", creating({}, named({ authenticationMode: "API" }))],
            ["both", creating({}, named({ authenticationMode: "API_AND_CONFIG_MAP" }))],
        ],
    },
    "new-cluster-joining": {
        breaks: [
            [
                "joining by aws-auth",
                creating({}, { nodeRole: { joining: "AwsAuth" } }),
                ["nodeRole.joining: found AwsAuth for a new cluster; set AccessEntry"],
            ],
        ],
        holds: [
            ["joining by access entry", creating({}, { nodeRole: { joining: "AccessEntry" } })],
            ["a role that is mapped elsewhere", creating({}, { nodeRole: { joining: "None" } })],
        ],
    },
    "new-cluster-fargate": {
        breaks: [
            [
                "a controller that is not on the cluster's Fargate",
                creating({ system: "Fargate" }, { install: { fargate: false } }),
                ["install.fargate: found false, which conflicts with cluster.create.system: Fargate"],
            ],
            [
                "settings of system nodes, and the agent of Pod Identity",
                creating({
                    system: "Fargate",
                    systemNodes: 3,
                    systemDiskSize: 50,
                    addons: { ...versions, "eks-pod-identity-agent": { version: "v1.3.8-eksbuild.2" } },
                }),
                [
                    "cluster.create.systemNodes: conflicts with cluster.create.system: Fargate, which has no system nodes; remove it",
                    "cluster.create.systemDiskSize: conflicts with cluster.create.system: Fargate, which has no system nodes; remove it",
                    "cluster.create.addons.eks-pod-identity-agent: conflicts with cluster.create.system: Fargate, where the agent can't " +
                        "run; remove it",
                ],
            ],
        ],
        holds: [
            ["a controller on Fargate", creating({ system: "Fargate" }, { install: { fargate: true } })],
            ["system nodes", creating({ system: "NodeGroup" }, { install: { fargate: false } })],
        ],
    },
    "new-cluster-system-nodes": {
        breaks: [
            [
                "one node for two controllers",
                creating({ systemNodes: 1 }),
                [
                    "cluster.create.systemNodes: found 1 for 2 replicas of the controller, each on a node of its own; set install.replicas, too",
                ],
            ],
        ],
        holds: [
            ["one for one", creating({ systemNodes: 1 }, { install: { replicas: 1 } })],
            ["one where others install the controller", creating({ systemNodes: 1 }, { install: { enabled: false } })],
        ],
    },
    "new-cluster-addons": {
        breaks: [
            ["no versions", creating({ addons: undefined }), [unpinned("vpc-cni, kube-proxy, coredns")]],
            [
                "no versions of what is installed besides",
                creating(
                    { addons: { ...versions, "aws-ebs-csi-driver": {} } },
                    { controller: { identity: "PodIdentity" } },
                ),
                [unpinned("eks-pod-identity-agent, aws-ebs-csi-driver")],
            ],
        ],
        holds: [["a stack for development", creating({ addons: undefined }, { checks: { development: true } })]],
    },
    "new-cluster-service-cidr": {
        breaks: [
            ...["10.0.0.0/8", "10.0.0.0/25", "100.64.0.0/16", "172.32.0.0/16", "fd00::/16", "10.0.0.0", "all"].map(
                (block): [string, StackConfig, string[]] => [
                    block,
                    creating({ serviceIpv4Cidr: block }),
                    [
                        `cluster.create.serviceIpv4Cidr: found "${block}", expected a block of /12 to /24 in 10.0.0.0/8, ` +
                            "172.16.0.0/12 or 192.168.0.0/16",
                    ],
                ],
            ),
            [
                "IPv6",
                creating({ serviceIpv4Cidr: "10.96.0.0/16" }, named({ ipFamily: "ipv6" })),
                ["cluster.create.serviceIpv4Cidr: conflicts with cluster.ipFamily: ipv6; remove it"],
            ],
        ],
        holds: ["10.0.0.0/12", "10.255.255.0/24", "172.16.0.0/12", "192.168.4.0/22"].map(block => [
            block,
            creating({ serviceIpv4Cidr: block }),
        ]),
    },
};

const linesOf = (settings: StackConfig): string[] => {
    const { problems, warnings } = checkNewCluster(settings);
    return [...problems, ...warnings].map(({ path, message }) => `${path}: ${message}`);
};

describe("the rules of a new cluster", () => {
    for (const { name } of ofNewClusters)
        describe(name, () => {
            const { breaks = [], holds = [] } = cases[name] ?? {};

            it("has a case that breaks it, and one that all but does", () => {
                assert.ok(breaks.length > 0 && holds.length > 0);
            });

            for (const [what, settings, found] of breaks)
                it(`is broken by ${what}`, () => {
                    assert.deepEqual(linesOf(settings), found);
                });

            for (const [what, settings] of holds)
                it(`holds for ${what}`, () => {
                    assert.deepEqual(linesOf(settings), []);
                });
        });

    it("have names that no other rule has, and none is allowed by a stack: it is invalid, or a setting silences it", () => {
        const names = [...rules, ...ofNewClusters].map(({ name }) => name);
        assert.deepEqual([...new Set(names)], names);
        assert.deepEqual(
            Object.keys(cases),
            ofNewClusters.map(({ name }) => name),
        );
        assert.ok(ofNewClusters.every(({ verdict }) => verdict !== "refused"));
    });

    it("do not apply to an existing cluster", () => {
        const nodeRole = { joining: "AwsAuth" } as const;
        assert.deepEqual(linesOf({ cluster: { name: "dev", authenticationMode: "CONFIG_MAP" }, nodeRole }), []);
    });
});
