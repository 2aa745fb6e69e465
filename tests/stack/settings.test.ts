import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Schema } from "../../components/rules/schema/expected.ts";
import { problemsIn } from "../../components/rules/schema/structure.ts";
import stackFile from "../../stack/schema.json" with { type: "json" };
import { readSettings } from "../../stack/settings.ts";

type Config = { [group: string]: unknown };

/** Sets config as Pulumi hands it over: strings as they are, the rest as JSON. */
function given(config: Config, secrets: string[] = []): void {
    const entries = Object.entries(config).map(([group, value]) => [
        `eks-karpenter:${group}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(
        Object.fromEntries([["aws:region", "us-west-2"], ...entries]),
        secrets.map(group => `eks-karpenter:${group}`),
    );
}

/** The lines of the error that a config ends in. */
function lines(config: Config, secrets: string[] = []): string[] {
    given(config, secrets);
    try {
        readSettings();
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
        return error.message.split("\n");
    }
    return [];
}

const cluster = { name: "dev" };
const pool = (spec: object) => ({ cluster, nodePools: { gpu: { spec } } });
const requirement = (over: object) =>
    pool({ template: { spec: { requirements: [{ key: "a", operator: "In", values: ["b"], ...over }] } } });
const kubeconfig = "users: [{user: {token: abcd}}]";
const nested = (levels: number): string => `{"values":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}}`;

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

    it("are what the stack file says", () => {
        const config = {
            cluster: { name: "dev", version: "1.33" },
            nodePools: { gpu: { spec: { limits: { cpu: 100, memory: "1Ti" } } } },
        };
        given(config);
        assert.deepEqual(readSettings(), config);
    });

    it("take a group without a value as absent", () => {
        given({ cluster, tags: null, spot: "", checks: {} });
        assert.deepEqual(readSettings(), { cluster, checks: {} });
    });

    it("leave other namespaces alone", () => {
        pulumi.runtime.setAllConfig({
            "eks-karpenter:cluster": '{"name":"dev"}',
            "eks-karpenter-two:x": "1",
            "aws:y": "{",
        });
        assert.deepEqual(readSettings(), { cluster });
    });

    it("take a number below zero where no least is said", () => {
        assert.deepEqual(lines(pool({ limits: { cpu: -1 } })), []);
    });

    it("take any Helm values and IAM conditions", () => {
        const config = {
            cluster,
            install: { values: { a: [1, { b: null }], "c.d": true } },
            controller: {
                policyStatements: [{ Effect: "Deny", Action: "*", Condition: { Bool: { "aws:x": [false] } } }],
            },
        };
        assert.deepEqual(lines(config), []);
    });

    it("report all problems at once, a line each, required groups first", () => {
        assert.deepEqual(lines({ spot: { x: 1 }, tags: { a: 1 }, cluster: { name: 5 } }), [
            "eks-karpenter:cluster.name: found 5, expected a string that matches ^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$; put it in quotes",
            "eks-karpenter:spot.x: unknown key; allowed: serviceLinkedRole, profile",
            "eks-karpenter:tags.a: found 1, expected a string; put it in quotes",
        ]);
    });

    it("report a hundred problems, and that there are more", () => {
        const tags = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`t${i}`, i]));
        const found = lines({ cluster, tags });
        assert.deepEqual(found.slice(99), [
            "eks-karpenter:tags.t99: found 99, expected a string; put it in quotes",
            "more than 100 problems; fix these to see the others",
        ]);
    });

    it("report a hundred problems of rules, too, and none of rules where there are a hundred before", () => {
        const found = (n: number) => Array.from({ length: n }, (_, i) => ({ path: `names.n${i}`, message: "wrong" }));
        given({ cluster, tags: { a: 1 } });
        assert.throws(
            () => readSettings(() => found(100)),
            ({ message }: Error) => {
                assert.deepEqual(message.split("\n").slice(98), [
                    "eks-karpenter:names.n97: wrong",
                    "eks-karpenter:names.n98: wrong",
                    "more than 100 problems; fix these to see the others",
                ]);
                return true;
            },
        );
        given({ cluster, tags: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`t${i}`, i])) });
        assert.throws(
            () => readSettings(() => assert.fail("the rules were asked")),
            ({ message }: Error) =>
                message.endsWith(
                    "tags.t99: found 99, expected a string; put it in quotes\nmore than 100 problems; fix these to see the others",
                ),
        );
    });

    it("take a kubeconfig with credentials that is secret, and one that holds none", () => {
        assert.deepEqual(lines({ cluster, kubernetes: { kubeconfig } }, ["kubernetes"]), []);
        assert.deepEqual(lines({ cluster, kubernetes: { kubeconfig: "users: [{user: {tokenFile: x}}]" } }), []);
    });

    it("take a number that JSON would not read for the string it is", () => {
        pulumi.runtime.setAllConfig({ "eks-karpenter:cluster": "00" });
        assert.throws(() => readSettings(), { message: 'eks-karpenter:cluster: found "00", expected a map' });
    });

    it("are missed under a namespace that is nearly ours", () => {
        pulumi.runtime.setAllConfig({ "eks-karpenter:cluster": '{"name":"dev"}', "eks-karpentr:tags": "{}" });
        assert.throws(() => readSettings(), {
            message: 'eks-karpenter:tags: found under "eks-karpentr:"; did you mean "eks-karpenter:tags"?',
        });
    });

    it("are missed under what looks like our namespace, too", () => {
        pulumi.runtime.setAllConfig({
            "eks-karpenter:cluster": '{"name":"dev"}',
            "EKS-Karpenter:spot": "{}",
            "karpenter:tags": "{}",
            "karpenter:other": "1",
        });
        assert.throws(() => readSettings(), {
            message:
                'eks-karpenter:spot: found under "EKS-Karpenter:"; did you mean "eks-karpenter:spot"?\n' +
                'eks-karpenter:tags: found under "karpenter:"; did you mean "eks-karpenter:tags"?',
        });
    });

    it("are judged by the rules too, as far as they are valid", () => {
        const allow = { "pool-limits": { reason: "r" }, "known-values": {} };
        given({
            cluster: { ...cluster, version: 1.34, ipFamily: "ipv6" },
            install: { version: "1.15.0", replicas: "2" },
            tags: [],
            nodePools: { a: {}, b: { spec: 1 } },
            checks: { allow, development: true },
        });
        assert.throws(
            () =>
                readSettings(({ nodePools, ...groups }) => {
                    assert.deepEqual(groups, {
                        cluster: { name: "dev", ipFamily: "ipv6" },
                        install: { version: "1.15.0" },
                        checks: { allow: { "pool-limits": { reason: "r" } }, development: true },
                    });
                    assert.deepEqual(nodePools!.a, {});
                    assert.ok((nodePools!.b!.spec as unknown) instanceof Promise);
                    return [{ path: "names", message: "of the rules" }];
                }),
            {
                message: [
                    "cluster.version: found 1.34, expected a string; put it in quotes: without them YAML drops zeros",
                    'install.replicas: found "2", expected a whole number of at least 1; remove the quotes',
                    "tags: found [], expected a map; give each entry a name: {NAME: VALUE}",
                    "nodePools.b.spec: found 1, expected a map (template, disruption, limits, replicas, weight)",
                    "checks.allow.known-values.reason: missing, expected a string",
                    "names: of the rules",
                ]
                    .map(each => `eks-karpenter:${each}`)
                    .join("\n"),
            },
        );
    });

    it("are not judged by the rules without a cluster's name, nor pools without classes", () => {
        given({ cluster: { name: 5 } });
        assert.throws(() => readSettings(() => assert.fail("the rules were asked")), /cluster.name: found 5/);
        given({ cluster, nodeClasses: [], nodePools: {} });
        assert.throws(
            () =>
                readSettings(settings => {
                    assert.deepEqual(settings, { cluster });
                    return [];
                }),
            /nodeClasses: found \[\]/,
        );
    });

    it("take no secret where it would be in clear, whatever else is wrong there", () => {
        assert.deepEqual(lines({ cluster, tags: { a: 12345 } }, ["tags"]), [
            "eks-karpenter:tags: contains a secret, which would be stored in plaintext in AWS or the state; secrets are supported in " +
                "kubernetes.kubeconfig, install.values, nodeClasses.<name>.spec",
        ]);
    });

    it("never show what may be secret", () => {
        assert.deepEqual(lines({ cluster, install: { version: 12345 } }, ["install"]), [
            "eks-karpenter:install.version: found a whole number, expected a string; put it in quotes",
        ]);
        assert.deepEqual(lines({ cluster, nodeClasses: "hunter2" }, ["nodeClasses"]), [
            "eks-karpenter:nodeClasses: found a string, expected a map",
        ]);
        assert.deepEqual(lines({ cluster, kubernetes: { roleArn: ["hunter2"] } }), [
            'eks-karpenter:kubernetes.roleArn: found a list, expected a string such as "arn:PARTITION:iam::ACCOUNT:role/NAME"',
        ]);
    });

    it("end in lines, never in a stack trace, whatever the file holds", () => {
        const key = fc.constantFrom(
            "__proto__",
            "constructor",
            "toString",
            "spec",
            "name",
            "limits",
            "template",
            "values",
        );
        const { tree } = fc.letrec(tie => ({
            tree: fc.oneof(
                { depthSize: "medium" },
                fc.jsonValue(),
                fc.array(tie("tree"), { maxLength: 3 }),
                fc.array(fc.tuple(fc.oneof(key, fc.string()), tie("tree")), { maxLength: 4 }).map(Object.fromEntries),
            ),
        }));
        const groups = [...Object.keys(stackFile.properties.config.properties), "eks-karpenter:__proto__"];
        const text = fc.oneof(
            tree.map(value => JSON.stringify(value)),
            fc.string(),
        );
        const config = fc.dictionary(fc.constantFrom(...groups), text);
        fc.assert(
            fc.property(config, groups => {
                pulumi.runtime.setAllConfig(groups);
                try {
                    readSettings();
                } catch (error) {
                    assert.ok(pulumi.RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
                }
            }),
            { numRuns: 500 },
        );
    });

    it("survive nesting that would exhaust a stack", () => {
        assert.deepEqual(lines({ cluster, install: nested(1e6) }), [
            "eks-karpenter:install: nested deeper than 100 levels",
        ]);
        const list = "[".repeat(1e6) + "]".repeat(1e6);
        assert.deepEqual(lines({ cluster, spot: list }), [
            'eks-karpenter:spot: found [[["..."]]], expected a map (serviceLinkedRole, profile)',
            "eks-karpenter:spot: nested deeper than 100 levels",
        ]);
    });

    it("are read at five megabytes", () => {
        const pools = Array.from({ length: 120_000 }, (_, i) => [`pool-${i}`, { spec: { limits: { cpu: 100 } } }]);
        const large = { cluster, nodePools: Object.fromEntries(pools) };
        assert.ok(JSON.stringify(large).length > 5e6);
        given(large);
        assert.equal(Object.keys(readSettings().nodePools!).length, pools.length);
        assert.equal(lines({ cluster, tags: { a: ["x".repeat(5e6)] } }).length, 1);
    });

    it("are judged as ajv judges them", () => {
        const schema = stackFile.properties.config.properties["eks-karpenter:nodePools"];
        const validate = new Ajv({ strict: false }).compile(schema);
        const scalar = fc.oneof(
            fc.integer({ min: -2, max: 120 }),
            fc.boolean(),
            fc.constantFrom("1h", "In", "5", "10%", "x"),
        );
        const { value } = fc.letrec(tie => ({
            value: fc.oneof({ depthSize: "small" }, scalar, tie("map"), fc.array(tie("value"), { maxLength: 2 })),
            map: fc.dictionary(fc.constantFrom("spec", "limits", "key", "operator", "labels"), tie("value"), {
                maxKeys: 3,
            }),
        }));
        const near = fc.record(
            {
                weight: fc.oneof(fc.integer({ min: -1, max: 102 }), scalar),
                limits: fc.dictionary(
                    fc.string({ maxLength: 3 }),
                    fc.oneof(fc.constantFrom("1Gi", "ten", 5, 0.5), value),
                ),
                template: fc.record({
                    spec: fc.record({
                        requirements: fc.array(
                            fc.record(
                                {
                                    key: scalar,
                                    operator: scalar,
                                    values: fc.array(scalar, { maxLength: 2 }),
                                    minValues: scalar,
                                },
                                { requiredKeys: [] },
                            ),
                            { maxLength: 2 },
                        ),
                    }),
                }),
                disruption: value,
            },
            { requiredKeys: [] },
        );
        const pools = fc.dictionary(fc.string({ maxLength: 3 }), fc.oneof(value, fc.record({ spec: near })), {
            maxKeys: 2,
        });
        fc.assert(
            fc.property(pools, value => {
                const valid = problemsIn(value, schema as Schema).next().done === true;
                assert.equal(valid, validate(value));
            }),
            { numRuns: 1000 },
        );
    });
});
