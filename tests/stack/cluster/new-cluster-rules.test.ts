import assert from "node:assert/strict";
import { rules } from "../../../components/rules/rules.ts";
import { checkNewCluster, ofNewClusters } from "../../../stack/cluster/new-cluster-rules.ts";
import type { NewClusterConfig, StackConfig } from "../../../stack/config.ts";

/** The settings of a stack that creates its cluster. */
const creating = (
    create: Partial<NewClusterConfig>,
    { cluster, ...groups }: Partial<StackConfig> = {},
): StackConfig => ({
    cluster: { name: "dev", ...cluster, create: { subnetIds: ["subnet-1", "subnet-2"], ...create } },
    ...groups,
});
const named = (fields: object): Partial<StackConfig> => ({ cluster: { name: "dev", ...fields } });

const range = 'expected a range of addresses such as "203.0.113.0/24"';

/** What breaks each rule, with everything that is found; and what all but breaks it, in which nothing is found. */
const cases: {
    [rule: string]: { breaks: [what: string, StackConfig, found: string[]][]; holds: [what: string, StackConfig][] };
} = {
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
                creating({ endpointPublicAccess: false, endpointPrivateAccess: false }),
                [
                    "cluster.create.endpointPrivateAccess: found false, like endpointPublicAccess: the API server would be " +
                        "unreachable; set one of them to true",
                ],
            ],
        ],
        holds: [
            ["a private endpoint alone", creating({ endpointPublicAccess: false })],
            ["a public endpoint alone", creating({ endpointPrivateAccess: false })],
        ],
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
        ],
        holds: [
            ["a controller on Fargate", creating({ system: "Fargate" }, { install: { fargate: true } })],
            ["system nodes", creating({ system: "NodeGroup" }, { install: { fargate: false } })],
        ],
    },
};

const linesOf = (settings: StackConfig): string[] =>
    checkNewCluster(settings).map(({ path, message }) => `${path}: ${message}`);

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

    it("have names that no other rule has, and the verdict invalid: a stack can allow none of them", () => {
        const names = [...rules, ...ofNewClusters].map(({ name }) => name);
        assert.deepEqual([...new Set(names)], names);
        assert.deepEqual(
            Object.keys(cases),
            ofNewClusters.map(({ name }) => name),
        );
        assert.deepEqual(new Set(ofNewClusters.map(({ verdict }) => verdict)), new Set(["invalid"]));
    });

    it("do not apply to an existing cluster", () => {
        const nodeRole = { joining: "AwsAuth" } as const;
        assert.deepEqual(linesOf({ cluster: { name: "dev", authenticationMode: "CONFIG_MAP" }, nodeRole }), []);
    });
});
