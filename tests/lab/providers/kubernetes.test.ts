import assert from "node:assert/strict";
import { checkConfig, diffConfig } from "../../../lab/providers/kubernetes/config.ts";
import { changesOf, prune, replacing, without } from "../../../lab/providers/kubernetes/diff.ts";
import { kinds, replacedBy, unknownProperties } from "../../../lab/providers/kubernetes/kinds.ts";
import { argumentsFor, resourceNames } from "../../../lab/providers/kubernetes/release.ts";
import { unknown } from "../../../lab/providers/unknown.ts";

const kubeconfig = (server: string, user: object = {}) =>
    JSON.stringify({
        clusters: [{ name: "c", cluster: { server } }],
        users: [{ name: "u", user }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });

describe("lab: the rules of the test plugin for Kubernetes", () => {
    describe("what of a live object is ours", () => {
        it("is what the inputs were about, lists by position", () =>
            assert.deepEqual(
                prune(
                    {
                        metadata: { name: "a", uid: "1" },
                        spec: { list: [{ a: 1, b: 2 }, { a: 3 }], map: { x: 1 } },
                        status: {},
                    },
                    { metadata: { name: "a" }, spec: { list: [{ a: 0 }], map: { x: 2, y: 3 } } },
                ),
                { metadata: { name: "a" }, spec: { list: [{ a: 1 }], map: { x: 1 } } },
            ));
    });

    describe("a difference", () => {
        it("is told leaf by leaf, as Pulumi writes paths", () =>
            assert.deepEqual(
                changesOf(
                    { a: 1, same: [1], list: [1, 2], labels: { "a.b/c": "1" }, gone: { deep: 1 } },
                    { a: 2, same: [1], list: [1], labels: { "a.b/c": "2" }, fresh: true },
                ),
                { a: "UPDATE", "list[1]": "DELETE", 'labels["a.b/c"]': "UPDATE", gone: "DELETE", fresh: "ADD" },
            ));
        it("is not between an empty map or list and none", () =>
            assert.deepEqual(changesOf({ a: {}, b: { c: [] } }, { b: { c: undefined } }), {}));
        it("between a map and something else is one change", () =>
            assert.deepEqual(changesOf({ a: { b: 1 } }, { a: "text" }), { a: "UPDATE" }));
        it("at or under a path that replaces, replaces", () =>
            assert.deepEqual(replacing({ "data.a": "ADD", "data[0]": "DELETE", database: "UPDATE" }, ["data"]), {
                "data.a": "ADD_REPLACE",
                "data[0]": "DELETE_REPLACE",
                database: "UPDATE",
            }));
        it("that the program says to ignore is none", () =>
            assert.deepEqual(without({ "spec.a": "UPDATE", "spec.b.c": "ADD" }, ["spec.b"]), { "spec.a": "UPDATE" }));
    });

    describe("a kind", () => {
        it("is another object under another name or namespace, whatever it is", () => {
            const identity = ["metadata.name", "metadata.namespace"];
            assert.deepEqual(replacedBy("kubernetes:example.com/v1:Widget"), identity);
            assert.deepEqual(replacedBy("kubernetes:core/v1:ConfigMap"), [...identity, "binaryData", "data"]);
        });
        it("that is built in has the properties it has; of a custom one only the server knows", () => {
            for (const kind of Object.keys(kinds))
                assert.deepEqual(unknownProperties(`kubernetes:${kind}`, ["apiVersion", "kind", "metadata"]), []);
            assert.deepEqual(unknownProperties("kubernetes:example.com/v1:Widget", ["anything"]), []);
            assert.deepEqual(
                unknownProperties("kubernetes:core/v1:Namespace", ["metadata", "spec", "data"]).map(
                    ({ property }) => property,
                ),
                ["data"],
            );
        });
        it("that is built in and not served is refused", () => {
            for (const kind of ["apps/v1:Deployment", "core/v1:NamespacePatch", "storage.k8s.io/v1:StorageClass"])
                assert.match(unknownProperties(`kubernetes:${kind}`, [])[0]!.reason, /it does not serve kubernetes:/);
        });
    });

    describe("a provider", () => {
        const one = { kubeconfig: kubeconfig("https://one"), clusterIdentifier: "a" };
        const other = { kubeconfig: kubeconfig("https://other"), clusterIdentifier: "a" };
        it("is replaced when the identifier of its cluster changes, and not by another way to the same cluster", () => {
            assert.deepEqual(diffConfig(one, one), { changes: {} });
            assert.deepEqual(diffConfig(one, other), { changes: { kubeconfig: "UPDATE" } });
            assert.deepEqual(diffConfig(one, { ...one, clusterIdentifier: "b" }), {
                changes: { clusterIdentifier: "UPDATE_REPLACE" },
            });
            assert.deepEqual(diffConfig(one, { ...one, kubeconfig: unknown }), { changes: { kubeconfig: "UPDATE" } });
        });
        it("is not replaced when it gets its identifier, or loses it", () => {
            assert.deepEqual(diffConfig({ kubeconfig: one.kubeconfig }, one), {
                changes: { clusterIdentifier: "ADD" },
            });
            assert.deepEqual(diffConfig(one, { kubeconfig: one.kubeconfig }), {
                changes: { clusterIdentifier: "DELETE" },
            });
        });
        it("without an identifier is replaced when its kubeconfig leads to another cluster, or is not known", () => {
            const here = { kubeconfig: kubeconfig("https://one") };
            assert.deepEqual(diffConfig(here, { kubeconfig: kubeconfig("https://one", { token: "new" }) }), {
                changes: { kubeconfig: "UPDATE" },
            });
            for (const elsewhere of [kubeconfig("https://other"), unknown])
                assert.deepEqual(diffConfig(here, { kubeconfig: elsewhere }), {
                    changes: { kubeconfig: "UPDATE_REPLACE" },
                });
        });
        it("refuses what it can't do", () => {
            const refused = (inputs: object) => checkConfig(inputs).failures.map(({ property }) => property);
            assert.deepEqual(refused({ ...one, enableServerSideApply: "true", context: "x", version: "4.34.2" }), []);
            assert.deepEqual(refused({ renderYamlToDirectory: "x" }), ["renderYamlToDirectory"]);
            assert.deepEqual(refused({ enableServerSideApply: "false" }), ["enableServerSideApply"]);
        });
    });

    describe("a release", () => {
        const release = { name: "r", namespace: "n", chart: "c" };
        it("is installed and upgraded with what its properties say", () => {
            assert.deepEqual(
                argumentsFor("install", {
                    ...release,
                    ...{ version: "1.2.3", timeout: 7, skipCrds: true, takeOwnership: true, cleanupOnFail: true },
                }),
                [
                    ...["install", "r", "c", "--namespace", "n", "--values", "-", "--version", "1.2.3"],
                    ...["--wait", "--timeout", "7s", "--skip-crds", "--take-ownership"],
                ],
            );
            assert.deepEqual(
                argumentsFor("upgrade", { ...release, skipAwait: true, skipCrds: true, cleanupOnFail: true }),
                [...["upgrade", "r", "c", "--namespace", "n", "--values", "-", "--cleanup-on-fail"]],
            );
        });
        it("names its objects by kind", () =>
            assert.deepEqual(
                resourceNames(
                    [
                        "{ apiVersion: v1, kind: Service, metadata: { name: b, namespace: n } }",
                        "{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: n } }",
                        "# nothing",
                        "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: d } }",
                    ].join("\n---\n"),
                ),
                { "Service/v1": ["n/a", "n/b"], "Deployment.apps/apps/v1": ["d"] },
            ));
    });
});
