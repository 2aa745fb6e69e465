import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "../../../lab/process/ports.ts";
import { until } from "../../../lab/process/until.ts";
import { Client, type KubernetesObject } from "../../../lab/providers/kubernetes/client.ts";
import type { Difference, Properties } from "../../../lab/providers/plugin.ts";
import { unknown } from "../../../lab/providers/unknown.ts";
import { Engine } from "./kubernetes-engine.ts";
import { createPlugin, type Site, startSite } from "./kubernetes-site.ts";

const configMap = "kubernetes:core/v1:ConfigMap";
const namespace = "kubernetes:core/v1:Namespace";
const role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const widget = "kubernetes:example.com/v1:Widget";

const config = (name: string, data: Properties, metadata: Properties = {}) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "default", ...metadata },
    data,
});
const widgetOf = (name: string, spec: Properties, annotations?: Properties) => ({
    apiVersion: "example.com/v1",
    kind: "Widget",
    metadata: { name, ...(annotations && { annotations }) },
    spec,
});

describe("lab: the test plugin for Kubernetes, on a real API server", () => {
    let site: Site;
    let engine: Engine;
    /** Someone else in the cluster. */
    let others: Client;

    before("start a cluster", async function () {
        this.timeout(0);
        site = await startSite();
        engine = site.engine;
        others = site.cluster.client.makeApiClient(Client);
    });

    after("stop it", () => site?.stop());

    const someone = { fieldManager: "someone", dryRun: false, force: true };
    const write = ({ apiVersion, kind, metadata: { name, namespace } }: Properties, part: Properties) =>
        others.apply({ apiVersion, kind, ...part, metadata: { name, namespace, ...part.metadata } }, someone);
    const keep = (object: Properties) => write(object, { metadata: { finalizers: ["example.com/hold"] } });
    const letGo = (object: Properties) =>
        others.patch(object as KubernetesObject, [{ op: "remove", path: "/metadata/finalizers" }]);
    const live = async (object: Properties): Promise<Properties> =>
        (await others.get(object as KubernetesObject)) ?? assert.fail(`${object.metadata.name} is gone`);
    const isThere = async (object: Properties) => (await others.get(object as KubernetesObject)) !== undefined;

    it("makes an object, and its state is the live object", async () => {
        const { __fieldManager: manager, ...state } = await engine.up(configMap, "first", config("first", { a: "1" }));
        assert.deepEqual(state, await live(config("first", {})));
        assert.equal(engine.held.get("first")?.id, "default/first");
        assert.match(manager, /^pulumi-kubernetes-[0-9a-f]{8}$/);
    });

    it("refuses to make one that is there already", async () => {
        await assert.rejects(
            engine.up(configMap, "second", config("first", { a: "2" })),
            /configmaps "first" already exists/,
        );
        assert.deepEqual((await live(config("first", {}))).data, { a: "1" });
    });

    it("gives an object a name and a namespace that has none, the same each time", async () => {
        const nameless = { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } };
        const { metadata } = await engine.up(configMap, "nameless", nameless);
        assert.match(metadata.name, /^nameless-[0-9a-f]{8}$/);
        assert.equal(metadata.namespace, "default");
        assert.deepEqual(await engine.preview(configMap, "nameless", nameless), {
            changes: {},
            deleteBeforeReplace: false,
        });
    });

    it("has nothing to do a second time, nor after a refresh, whatever others added", async () => {
        await write(config("first", {}), { metadata: { labels: { theirs: "yes" } } });
        const wanted = config("first", { a: "1" });
        const nothing = { changes: {}, deleteBeforeReplace: false };
        assert.deepEqual(await engine.preview(configMap, "first", wanted), nothing);
        assert.equal(await engine.refresh("first"), true);
        assert.deepEqual(await engine.preview(configMap, "first", wanted), nothing);
        assert.deepEqual(engine.held.get("first")?.inputs, config("first", { a: "1" }));
    });

    it("replaces a ConfigMap of changed data, the old one first where the name stays", async () => {
        engine.done.length = 0;
        assert.deepEqual(await engine.preview(configMap, "first", config("first", { a: "2" })), {
            changes: { "data.a": "UPDATE_REPLACE" },
            deleteBeforeReplace: true,
        });
        await engine.up(configMap, "first", config("first", { a: "2" }));
        assert.deepEqual(engine.done.splice(0), ["delete default/first", "create default/first"]);
        await engine.up(configMap, "first", config("renamed", { a: "2" }));
        assert.deepEqual(engine.done.splice(0), ["create default/renamed", "delete default/first"]);
    });

    it("updates a role in place, and takes away what is no longer wanted, and nothing of others", async () => {
        const roleOf = (labels: Properties, ...verbs: string[]) => ({
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "Role",
            metadata: { name: "reader", labels },
            rules: [{ apiGroups: [""], resources: ["pods"], verbs }],
        });
        engine.done.length = 0;
        const made = await engine.up(role, "reader", roleOf({ a: "1", b: "2" }, "get", "list"));
        await write(made, { metadata: { labels: { theirs: "yes" } } });
        const { changes } = await engine.preview(role, "reader", roleOf({ a: "3" }, "get"));
        assert.deepEqual(changes, {
            "metadata.labels.a": "UPDATE",
            "metadata.labels.b": "DELETE",
            "rules[0].verbs[1]": "DELETE",
        });
        await engine.up(role, "reader", roleOf({ a: "3" }, "get"));
        const { metadata, rules } = await live(made);
        assert.deepEqual([metadata.labels, rules[0].verbs], [{ a: "3", theirs: "yes" }, ["get"]]);
        await engine.up(role, "reader", roleOf({}, "get"));
        assert.deepEqual((await live(made)).metadata.labels, { theirs: "yes" });
        assert.deepEqual(engine.done, ["create default/reader", "update default/reader", "update default/reader"]);
    });

    it("refuses properties that a kind does not have, kinds and instructions that it does not know", async () => {
        const refused = (type: string, inputs: Properties, reason: RegExp) =>
            assert.rejects(engine.preview(type, "refused", inputs), reason);
        const kind = { apiVersion: "v1", kind: "Namespace", metadata: { name: "refused" } };
        await refused(namespace, { ...kind, finalizers: [] }, /Namespace has no finalizers; it has apiVersion/);
        await refused(namespace, { ...kind, spec: { oops: 1 } }, /unknown field "spec.oops"/);
        await refused("kubernetes:apps/v1:Deployment", kind, /does not serve kubernetes:apps\/v1:Deployment/);
        const annotations = { "pulumi.com/waitFor": "condition=Ready" };
        await refused(
            namespace,
            { ...kind, metadata: { name: "refused", annotations } },
            /does not know this annotation/,
        );
        await refused(configMap, config("", {}, { generateName: "x-" }), /not supported with server-side apply/);
    });

    it("shows what the server did not take as it was given", async () => {
        const label = "kubernetes.io/metadata.name";
        const wanted = { apiVersion: "v1", kind: "Namespace", metadata: { name: "own", labels: { [label]: "other" } } };
        await engine.up(namespace, "own", wanted);
        const { changes } = await engine.preview(namespace, "own", wanted);
        assert.deepEqual(changes, { [`metadata.labels["${label}"]`]: "UPDATE" });
    });

    describe("a custom resource", () => {
        it("can be previewed before its definition is there", async () => {
            const wanted = widgetOf("early", { size: 1 });
            assert.deepEqual(await engine.preview(widget, "early", wanted), wanted);
        });

        it("is made once its definition is served, though that takes a moment", async () => {
            const made = engine.up(widget, "small", widgetOf("small", { size: 1 }));
            await others.create(definition, someone);
            const { spec, metadata } = await made;
            assert.deepEqual([spec, metadata.namespace], [{ size: 1, colour: "grey" }, undefined]);
        });

        it("is judged by the server in a preview, which makes nothing", async () => {
            await assert.rejects(
                engine.preview(widget, "wrong", widgetOf("wrong", { size: 1, shape: "round" })),
                /unknown field "spec.shape"/,
            );
            await assert.rejects(
                engine.preview(widget, "wrong", widgetOf("wrong", { size: 20 })),
                /size must be under 10/,
            );
            assert.equal(
                ((await engine.preview(widget, "right", widgetOf("right", { size: 2 }))) as Properties).spec.colour,
                "grey",
            );
            assert.equal(await isThere(widgetOf("right", {})), false);
        });

        it("is previewed as it was asked for, where something is not known yet", async () => {
            const wanted = widgetOf("later", { size: 1, colour: unknown });
            assert.deepEqual(await engine.preview(widget, "later", wanted), wanted);
        });

        it("shows what others changed once refreshed, and takes that back only by force", async () => {
            const wanted = widgetOf("small", { size: 2 });
            await engine.up(widget, "small", wanted);
            await write(wanted, { spec: { size: 3 } });
            assert.deepEqual(((await engine.preview(widget, "small", wanted)) as Difference).changes, {});
            await engine.refresh("small");
            assert.deepEqual(engine.held.get("small")?.inputs.spec, { size: 3 });
            await assert.rejects(engine.preview(widget, "small", wanted), /conflict with "someone"/);
            await assert.rejects(engine.up(widget, "small", wanted), /conflict with "someone"/);
            await engine.up(widget, "small", widgetOf("small", { size: 2 }, { "pulumi.com/patchForce": "true" }));
            assert.equal((await live(wanted)).spec.size, 2);
        });

        it("is found gone by a refresh, and deleting it again is good", async () => {
            await engine.up(widget, "gone", widgetOf("gone", { size: 1 }));
            await others.remove(widgetOf("gone", {}), "Background");
            await until("it to be gone", async () => !(await isThere(widgetOf("gone", {}))));
            assert.equal(await engine.refresh("gone"), false);
            await engine.delete("gone");
        });
    });

    describe("a deletion", () => {
        /** A ConfigMap that another one owns, and that a finalizer keeps. */
        const ownedBy = async (owner: Properties) => {
            const { apiVersion, kind, metadata } = owner;
            const ownerReferences = [
                { apiVersion, kind, name: metadata.name, uid: metadata.uid, blockOwnerDeletion: true },
            ];
            const finalizers = ["example.com/hold"];
            const owned = config(`${metadata.name}-owned`, {}, { ownerReferences, finalizers });
            await others.create(owned, someone);
            return owned;
        };

        it("in the foreground waits for what the object owns", async () => {
            const annotations = { "pulumi.com/deletionPropagationPolicy": "foreground" };
            const owned = await ownedBy(await engine.up(configMap, "fore", config("fore", {}, { annotations })));
            let over = false;
            const deletion = engine.delete("fore").then(() => {
                over = true;
            });
            const owner = config("fore", {});
            await until("the deletion to begin", async () => (await live(owner)).metadata.deletionTimestamp);
            await until("the owned one to be asked to go", async () => (await live(owned)).metadata.deletionTimestamp);
            assert.deepEqual([over, await isThere(owner)], [false, true]);
            await letGo(await live(owned));
            await deletion;
            assert.deepEqual([await isThere(owner), await isThere(owned)], [false, false]);
        });

        it("in the background does not", async () => {
            const annotations = { "pulumi.com/deletionPropagationPolicy": "background" };
            const owned = await ownedBy(await engine.up(configMap, "back", config("back", {}, { annotations })));
            await engine.delete("back");
            assert.equal(await isThere(owned), true);
            await letGo(await live(owned));
        });

        it("ends at its limit with the object still there, and goes on the next time", async () => {
            const made = await engine.up(widget, "held", widgetOf("held", { size: 1 }));
            await keep(made);
            const began = Date.now();
            const attempt = engine.delete("held", engine.held.get("held"), 2);
            await assert.rejects(attempt, /deletion of Widget held: timed out waiting for the condition/);
            assert.ok(Date.now() - began < 10_000);
            assert.deepEqual(site.warnings.splice(0), [
                "finalizers might be preventing deletion (example.com/hold, foregroundDeletion)",
            ]);
            assert.equal(await isThere(made), true);
            await letGo(await live(made));
            await engine.delete("held");
            assert.equal(await isThere(made), false);
        });

        it("of a namespace waits until all in it is gone", async () => {
            const made = await engine.up(namespace, "room", {
                apiVersion: "v1",
                kind: "Namespace",
                metadata: { name: "room" },
            });
            await others.create(config("guest", {}, { namespace: "room" }), someone);
            await engine.delete("room");
            assert.equal(await isThere(made), false);
        });

        it("gives up when the engine is told to stop", async () => {
            const { plugin } = createPlugin();
            await plugin.configure({ kubeconfig: site.cluster.admin });
            const own = new Engine(plugin);
            const made = await own.up(widget, "stopped", widgetOf("stopped", { size: 1 }));
            await keep(made);
            const deletion = assert.rejects(own.delete("stopped"), /the operation was cancelled/);
            await until("the deletion to begin", async () => (await live(made)).metadata.deletionTimestamp);
            plugin.cancel();
            await deletion;
            await letGo(await live(made));
        });
    });

    it("gets its credentials by the command in the kubeconfig, once", async () => {
        const { plugin } = createPlugin();
        const runs = join(site.folder.path, "runs");
        const { kubeconfig } = withCommand(site, runs);
        await plugin.configure({ kubeconfig });
        const own = new Engine(plugin);
        await Promise.all(["one", "two", "three"].map(name => own.up(configMap, name, config(name, {}))));
        assert.equal(readFileSync(runs, "utf8"), "run\n");
    });

    it("previews without a cluster that is not there, with a warning, and does nothing else without", async () => {
        const { plugin, warnings } = createPlugin();
        const [nobody] = await freePorts(1);
        const text = readFileSync(site.cluster.admin, "utf8").replace(
            site.cluster.endpoint,
            `https://127.0.0.1:${nobody}`,
        );
        await plugin.configure({ kubeconfig: text });
        const own = new Engine(plugin);
        const wanted = config("nowhere", { a: "1" });
        assert.deepEqual(await own.preview(configMap, "nowhere", wanted), wanted);
        assert.match(warnings.join(), /the configured Kubernetes cluster is unreachable: .*ECONNREFUSED/);
        await assert.rejects(own.up(configMap, "nowhere", wanted), /the configured Kubernetes cluster is unreachable/);
    });
});

/** A kubeconfig whose user is who a command says, as with `aws eks get-token`; the command notes each run in a file. */
function withCommand({ cluster, folder }: Site, runs: string) {
    const command = join(folder.path, "credentials");
    const user = cluster.client.getCurrentUser()!;
    const decoded = (data: string) => Buffer.from(data, "base64").toString();
    const status = { clientCertificateData: decoded(user.certData!), clientKeyData: decoded(user.keyData!) };
    const answer = { apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status };
    writeFileSync(command, `#!/bin/sh\necho run >> ${runs}\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`);
    chmodSync(command, 0o700);
    const users = [
        { name: "by-command", user: { exec: { apiVersion: answer.apiVersion, command, interactiveMode: "Never" } } },
    ];
    const clusters = [
        {
            name: "lab",
            cluster: { server: cluster.endpoint, "certificate-authority-data": cluster.certificateAuthority },
        },
    ];
    const contexts = [{ name: "lab", context: { cluster: "lab", user: "by-command" } }];
    return {
        kubeconfig: JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            clusters,
            users,
            contexts,
            "current-context": "lab",
        }),
    };
}

const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "widgets.example.com" },
    spec: {
        group: "example.com",
        names: { kind: "Widget", plural: "widgets", singular: "widget" },
        scope: "Cluster",
        versions: [
            {
                name: "v1",
                served: true,
                storage: true,
                schema: {
                    openAPIV3Schema: {
                        type: "object",
                        properties: {
                            spec: {
                                type: "object",
                                properties: {
                                    size: {
                                        type: "integer",
                                        "x-kubernetes-validations": [
                                            { rule: "self < 10", message: "size must be under 10" },
                                        ],
                                    },
                                    colour: { type: "string", default: "grey" },
                                },
                            },
                        },
                    },
                },
            },
        ],
    },
};
