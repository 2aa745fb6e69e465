import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type Config, cluster, lines, nested, pool } from "./config.ts";

const requirement = (over: object) =>
    pool({ template: { spec: { requirements: [{ key: "a", operator: "In", values: ["b"], ...over }] } } });

const refused: { [what: string]: [config: Config, lines: string[]][] } = {
    "a key that is missing": [
        [{}, ["cluster.name: missing, expected a string"]],
        [
            requirement({ operator: undefined }),
            [
                "nodePools.gpu.spec.template.spec.requirements[0].operator: missing, allowed: In, NotIn, Exists, DoesNotExist, Gt, Lt, Gte, Lte",
            ],
        ],
        [{ cluster, nodeClasses: { gpu: {} } }, ["nodeClasses.gpu.spec: missing, expected a map"]],
    ],
    "an unknown key, with the nearest or all that are allowed": [
        [{ cluster, nodePool: {} }, ['nodePool: unknown key; did you mean "nodePools"?']],
        [{ cluster, NODEPOOLS: {} }, ['NODEPOOLS: unknown key; did you mean "nodePools"?']],
        [
            { cluster, zzz: {} },
            [
                "zzz: unknown key; allowed: cluster, discovery, controller, install, nodeRole, interruption, spot, nodeClasses, nodePools, nodeOverlays, names, checks, tags, kubernetes",
            ],
        ],
        [{ cluster, version: "1.33" }, ["version: unknown key here; it belongs at cluster.version or install.version"]],
        [
            pool({ disruption: { expireAfter: "1h" }, template: { labels: {} } }),
            [
                "nodePools.gpu.spec.disruption.expireAfter: unknown key here; it belongs at nodePools.gpu.spec.template.spec.expireAfter",
                "nodePools.gpu.spec.template.labels: unknown key here; it belongs at nodePools.gpu.spec.template.metadata.labels",
            ],
        ],
        [
            pool({ disruption: { reasons: [] } }),
            [
                "nodePools.gpu.spec.disruption.reasons: unknown key here; it belongs at nodePools.gpu.spec.disruption.budgets[].reasons",
            ],
        ],
        [{ cluster, spot: { linkedRole: true } }, ['spot.linkedRole: unknown key; did you mean "serviceLinkedRole"?']],
        [
            { cluster, kubernetes: { kubeContext: "a" } },
            ['kubernetes.kubeContext: unknown key; did you mean "context"?'],
        ],
        [pool({ limit: {} }), ['nodePools.gpu.spec.limit: unknown key; did you mean "limits"?']],
        [
            { cluster, nodePools: { gpu: { limits: {} } } },
            ["nodePools.gpu.limits: unknown key here; it belongs at nodePools.gpu.spec.limits"],
        ],
        [
            requirement({ vals: [] }),
            [
                "nodePools.gpu.spec.template.spec.requirements[0].vals: unknown key; allowed: key, operator, values, minValues",
            ],
        ],
        [{ cluster: { ...cluster, "na.me": "x" } }, ['cluster["na.me"]: unknown key; did you mean "name"?']],
        [
            { cluster, "cluster.version": "1.33" },
            ['["cluster.version"]: unknown key; to set a key below "cluster", use pulumi config set --path'],
        ],
        [
            { cluster, spot: { ["x".repeat(1e6)]: 1 } },
            [`spot.["${"x".repeat(63)}..."]: unknown key; allowed: serviceLinkedRole, profile`.replace(".[", "[")],
        ],
        [
            { cluster, spot: JSON.parse('{"__proto__":{}}') },
            ["spot.__proto__: unknown key; allowed: serviceLinkedRole, profile"],
        ],
    ],
    "a value of another type": [
        [{ cluster, spot: "yes" }, ['spot: found "yes", expected a map (serviceLinkedRole, profile)']],
        [
            { cluster, spot: "serviceLinkedRole:true" },
            [
                'spot: found "serviceLinkedRole:true", expected a map (serviceLinkedRole, profile); put a space after the colon',
            ],
        ],
        [
            { cluster, nodePools: { gpu: null } },
            [
                "nodePools.gpu: found null, expected a map (spec, labels, annotations, deleteTimeout); give it a value ({} for its defaults) or remove the key",
            ],
        ],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: { "-alias": "a@b" } } } } },
            ['nodeClasses.gpu.spec.amiSelectorTerms: found {"-alias":"a@b"}, expected a list; put a space after the -'],
        ],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: "- alias: a@b" } } } },
            ['nodeClasses.gpu.spec.amiSelectorTerms: found "- alias: a@b", expected a list; remove the quotes'],
        ],
        [{ cluster, spot: [] }, ["spot: found [], expected a map (serviceLinkedRole, profile)"]],
        [
            { cluster, spot: '{"serviceLinkedRole": ' },
            [
                'spot: found "{\\"serviceLinkedRole\\": ", expected a map (serviceLinkedRole, profile); remove the quotes',
            ],
        ],
        [
            { cluster, spot: { serviceLinkedRole: "true" } },
            ['spot.serviceLinkedRole: found "true", expected true or false; remove the quotes'],
        ],
        [
            { cluster: { ...cluster, version: 1.33 } },
            ["cluster.version: found 1.33, expected a string; put it in quotes: without them YAML drops zeros"],
        ],
        [
            { cluster: { ...cluster, accountId: 12345678901 } },
            [
                'cluster.accountId: found 12345678901, expected a string such as "123456789012"; put it in quotes: without them YAML drops zeros',
            ],
        ],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: [{ id: 5 }] } } } },
            ['nodeClasses.gpu.spec.amiSelectorTerms[0].id: found 5, expected a string such as "ami-0123456789abcdef0"'],
        ],
        [
            { cluster, discovery: { subnets: ["subnet-1"] } },
            ['discovery.subnets: found ["subnet-1"], expected a map; give each entry a name: {NAME: VALUE}'],
        ],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: { alias: "a@b" } } } } },
            ['nodeClasses.gpu.spec.amiSelectorTerms: found {"alias":"a@b"}, expected a list; put it in brackets'],
        ],
        [
            { cluster, interruption: false },
            ["interruption: found false, expected a map (enabled, kmsKeyArn); set enabled: false in it"],
        ],
        [{ cluster, tags: { "a.b/c": true } }, ['tags["a.b/c"]: found true, expected a string; put it in quotes']],
        [{ cluster, tags: { a: null } }, ["tags.a: found null, expected a string; give it a value or remove the key"]],
        [
            { cluster, install: { replicas: "2" } },
            ['install.replicas: found "2", expected a whole number of at least 1; remove the quotes'],
        ],
        [
            { cluster, install: { replicas: 1.5 } },
            ["install.replicas: found 1.5, expected a whole number of at least 1"],
        ],
        [
            requirement({ values: "spot" }),
            [
                'nodePools.gpu.spec.template.spec.requirements[0].values: found "spot", expected a list of strings; put it in brackets',
            ],
        ],
        [
            { cluster, controller: { policyStatements: [{ Effect: "Allow", Action: {} }] } },
            ["controller.policyStatements[0].Action: found {}, expected a string or a list of strings"],
        ],
        [
            { cluster, controller: { policyStatements: [{ Effect: "Allow", Action: ["s3:Get*", 5] }] } },
            ["controller.policyStatements[0].Action[1]: found 5, expected a string; put it in quotes"],
        ],
        [{ cluster, tags: "x".repeat(200) }, [`tags: found "${"x".repeat(56)}..., expected a map`]],
        [{ cluster, spot: [[[[[1]]]]] }, ['spot: found [[["..."]]], expected a map (serviceLinkedRole, profile)']],
    ],
    // As Pulumi hands it over.
    "a date that stood without quotes": [
        [
            { cluster, tags: { made: "2026-01-01 00:00:00 +0000 UTC", by: "2026-01-01" } },
            ["tags.made: found a date without quotes, which Pulumi converts to another format; put it in quotes"],
        ],
        [
            {
                cluster,
                install: {
                    version: "2026-01-01 10:00:00.5 +0200 +0200",
                    values: { a: [{ "b.c": "2026-01-01 00:00:00 +0000 UTC" }] },
                },
            },
            [
                "install.version: found a date without quotes, which Pulumi converts to another format; put it in quotes",
                'install.values.a[0]["b.c"]: found a date without quotes, which Pulumi converts to another format; put it in quotes',
            ],
        ],
        [
            { cluster, discovery: { selectBy: "2026-01-01 00:00:00 +0000 UTC" } },
            [
                "discovery.selectBy: found a date without quotes, which Pulumi converts to another format; put it in quotes",
            ],
        ],
    ],
    "a value that is not allowed": [
        [{ cluster, discovery: { selectBy: "Tagg" } }, ['discovery.selectBy: found "Tagg", allowed: Tag, Id']],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: [{}], instanceStorePolicy: "RAID1" } } } },
            ['nodeClasses.gpu.spec.instanceStorePolicy: found "RAID1", expected a string such as "RAID0"'],
        ],
        [{ cluster, install: { timeout: 0 } }, ["install.timeout: found 0, expected a whole number of at least 1"]],
        [{ cluster, discovery: { selectBy: true } }, ["discovery.selectBy: found true, allowed: Tag, Id"]],
        [
            pool({ limits: { cpu: "ten" } }),
            [
                'nodePools.gpu.spec.limits.cpu: found "ten", expected a string or a whole number such as 100, "1000m", "64Gi"',
            ],
        ],
        [pool({ weight: 101 }), ["nodePools.gpu.spec.weight: found 101, expected a whole number from 1 to 100"]],
        [
            pool({ replicas: -1 }),
            ["nodePools.gpu.spec.replicas: found -1, expected a whole number from 0 to 2147483647"],
        ],
        [
            { cluster: { ...cluster, accountId: "12" } },
            ['cluster.accountId: found "12", expected a string such as "123456789012"'],
        ],
        [
            { cluster: { ...cluster, create: { subnetIds: ["a"] } } },
            ["cluster.create.subnetIds: found 1 entry, expected at least 2"],
        ],
        [
            pool({ disruption: { budgets: Array.from({ length: 51 }, () => ({ nodes: "1" })) } }),
            ["nodePools.gpu.spec.disruption.budgets: found 51 entries, expected at most 50"],
        ],
        [
            { cluster, nodeClasses: { gpu: { spec: { amiSelectorTerms: [{ alias: "a".repeat(31) }] } } } },
            [
                `nodeClasses.gpu.spec.amiSelectorTerms[0].alias: found "${"a".repeat(31)}" with 31 characters, expected at most 30`,
            ],
        ],
        [{ cluster, install: nested(200) }, ["install: nested deeper than 100 levels"]],
    ],
    "a kubeconfig with credentials in clear": [
        ...["token", "client-key-data", "password", "id-token"].map((key): [Config, string[]] => [
            { cluster, kubernetes: { kubeconfig: `users: [{user: {${key}: abcd}}]` } },
            [
                `kubernetes.kubeconfig: contains a ${key.replace("id-", "")} in plaintext; encrypt it: pulumi config set --secret --path eks-karpenter:kubernetes.kubeconfig < FILE`,
            ],
        ]),
        [
            { cluster, kubernetes: { kubeconfig: '{"users":[{"user":{"token":"abcd"}}]}' } },
            [
                "kubernetes.kubeconfig: contains a token in plaintext; encrypt it: pulumi config set --secret --path eks-karpenter:kubernetes.kubeconfig < FILE",
            ],
        ],
        [
            { cluster, kubernetes: { kubeconfig: { users: [{ user: { token: "abcd" } }] } } },
            ["kubernetes.kubeconfig: found a map, expected a string"],
        ],
    ],
};

describe("settings", () => {
    afterEach(() => pulumi.runtime.setAllConfig({}));

    for (const [what, cases] of Object.entries(refused))
        describe(`refuse ${what}`, () => {
            for (const [config, expected] of cases)
                it(expected[0]!.slice(0, 100), () => {
                    const prefixed = expected.map(each => `eks-karpenter:${each}`);
                    assert.deepEqual(lines(config), prefixed);
                });
        });
});
