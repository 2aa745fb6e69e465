import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../stack/settings.ts";
import { cluster, given, lines, pool } from "./config.ts";

const kubeconfig = "users: [{user: {token: abcd}}]";

describe("settings", () => {
    afterEach(() => pulumi.runtime.setAllConfig({}));

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
});
