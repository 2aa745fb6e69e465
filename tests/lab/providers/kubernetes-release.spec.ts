import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../../lab/process/until.ts";
import { Client, type KubernetesObject } from "../../../lab/providers/kubernetes/client.ts";
import { NotReady, type Properties } from "../../../lab/providers/plugin.ts";
import { unknown } from "../../../lab/providers/unknown.ts";
import { Engine } from "./kubernetes-engine.ts";
import { createPlugin, type Site, startSite } from "./kubernetes-site.ts";

const type = "kubernetes:helm.sh/v3:Release";
const someone = { fieldManager: "someone", dryRun: false };

describe("lab: releases by the test plugin for Kubernetes, on a real API server", () => {
    let site: Site;
    let client: Client;
    let chart: string;

    before("start a cluster", async function () {
        this.timeout(0);
        site = await startSite();
        process.env.HELM = site.tools.helm;
        process.env.TMPDIR = site.folder.folder("tmp");
        client = site.cluster.client.makeApiClient(Client);
        chart = site.folder.folder("chart");
    });

    after("stop it", async () => {
        delete process.env.HELM;
        delete process.env.TMPDIR;
        await site?.stop();
    });

    /** A chart of a ConfigMap, and of a Deployment where the values say so, for which no node is ever there. */
    const writeChart = (version: string, extra = "") => {
        mkdirSync(join(chart, "templates"), { recursive: true });
        const files = {
            "Chart.yaml": { apiVersion: "v2", name: "little", version, appVersion: "7" },
            "values.yaml": { word: "default", deployment: false },
            "templates/objects.yaml": [
                "apiVersion: v1",
                "kind: ConfigMap",
                "metadata: { name: {{ .Release.Name }} }",
                'data: { word: {{ .Values.word | quote }}, extra: "EXTRA" }',
                "{{- if .Values.deployment }}",
                "---",
                "apiVersion: apps/v1",
                "kind: Deployment",
                "metadata: { name: {{ .Release.Name }} }",
                "spec:",
                "  selector: { matchLabels: { app: little } }",
                "  template:",
                "    metadata: { labels: { app: little } }",
                "    spec: { containers: [{ name: main, image: none }] }",
                "{{- end }}",
            ]
                .join("\n")
                .replace("EXTRA", extra),
        };
        for (const [path, content] of Object.entries(files))
            writeFileSync(join(chart, path), typeof content === "string" ? content : JSON.stringify(content));
    };
    const wanted = (name: string, more: Properties = {}) => ({
        compat: "true",
        name,
        namespace: "default",
        chart,
        timeout: 3,
        ...more,
    });
    const object = (kind: "ConfigMap" | "Deployment", name: string) => ({
        apiVersion: kind === "ConfigMap" ? "v1" : "apps/v1",
        kind,
        metadata: { name, namespace: "default" },
    });
    const live = (kind: "ConfigMap" | "Deployment", name: string): Promise<KubernetesObject | undefined> =>
        client.get(object(kind, name));

    it("is installed, and says what is there", async () => {
        writeChart("1.0.0");
        const { checksum, ...state } = await site.engine.up(type, "one", wanted("one", { values: { word: "hello" } }));
        assert.match(checksum, /^[0-9a-f]{64}$/);
        assert.deepEqual(state, {
            ...wanted("one"),
            values: { word: "hello" },
            version: "1.0.0",
            resourceNames: { "ConfigMap/v1": ["one"] },
            status: {
                name: "one",
                namespace: "default",
                revision: 1,
                status: "deployed",
                chart: "little",
                version: "1.0.0",
                appVersion: "7",
            },
        });
        assert.deepEqual((await live("ConfigMap", "one"))?.data, { word: "hello", extra: "" });
    });

    it("has nothing to do a second time, nor after a refresh, which finds it as it was", async () => {
        const same = () => site.engine.preview(type, "one", wanted("one", { values: { word: "hello" } }));
        const { inputs, state } = site.engine.held.get("one")!;
        assert.deepEqual(await same(), { changes: {} });
        assert.equal(await site.engine.refresh("one"), true);
        assert.deepEqual(site.engine.held.get("one")!.inputs, inputs);
        assert.deepEqual(site.engine.held.get("one")!.state, state);
        assert.deepEqual(await same(), { changes: {} });
    });

    it("is upgraded for other values, and for a chart that changed under the same version", async () => {
        const state = await site.engine.up(type, "one", wanted("one", { values: { word: "bye" } }));
        assert.deepEqual([state.status.revision, (await live("ConfigMap", "one"))?.data.word], [2, "bye"]);
        writeChart("1.0.0", "new");
        const again = wanted("one", { values: { word: "bye" } });
        assert.deepEqual(await site.engine.preview(type, "one", again), { changes: { checksum: "UPDATE" } });
        assert.equal((await site.engine.up(type, "one", again)).status.revision, 3);
        assert.equal((await live("ConfigMap", "one"))?.data.extra, "new");
    });

    it("keeps the values that it had when it is given none, which is helm's way", async () => {
        const { values } = await site.engine.up(type, "one", wanted("one", { values: {} }));
        assert.deepEqual([values, (await live("ConfigMap", "one"))?.data.word], [{ word: "bye" }, "bye"]);
        await site.engine.up(type, "one", wanted("one", { values: { word: "bye" } }));
    });

    it("shows after a refresh that others upgraded it", async () => {
        const values = { word: "bye" };
        const { plugin } = site;
        const held = site.engine.held.get("one")!;
        const existing = { ...held, oldInputs: held.inputs };
        await plugin.update({
            ...existing,
            inputs: { ...held.inputs, values: { word: "theirs" } },
            timeout: 0,
            preview: false,
        });
        await site.engine.refresh("one");
        assert.deepEqual(await site.engine.preview(type, "one", wanted("one", { values })), {
            changes: { "values.word": "UPDATE" },
        });
    });

    it("is another one under another name", async () => {
        site.engine.done.length = 0;
        await site.engine.up(type, "one", wanted("uno"));
        assert.deepEqual(site.engine.done, ["create default/uno", "delete default/one"]);
        assert.equal(await live("ConfigMap", "one"), undefined);
    });

    it("that does not come up in its time is there as failed, and comes up by the next upgrade", async () => {
        const hopeless = wanted("slow", { values: { deployment: true } });
        const error = await site.engine.up(type, "slow", hopeless).catch(error => error);
        assert.ok(error instanceof NotReady, error);
        assert.match(
            error.message,
            /the release default\/slow failed to become available in its time: .*deadline exceeded/s,
        );
        assert.equal(error.state.status.status, "failed");
        assert.deepEqual(site.warnings.splice(0), [
            "the release default/slow is there with the status failed; helm status says more",
        ]);
        assert.equal((await live("Deployment", "slow"))?.status?.unavailableReplicas, 1);
        site.engine.hold(type, "slow", error);
        const state = await site.engine.up(type, "slow", wanted("slow", { values: { deployment: false } }));
        assert.deepEqual([state.status.revision, state.status.status], [2, "deployed"]);
        assert.equal(await live("Deployment", "slow"), undefined);
    });

    it("that the engine no longer waits for is there as failed, too", async () => {
        const { plugin } = createPlugin();
        await plugin.configure({ kubeconfig: site.cluster.admin });
        const hopeless = wanted("stopped", { timeout: 60, values: { deployment: true } });
        const attempt = new Engine(plugin).up(type, "stopped", hopeless).catch(error => error);
        await until("helm to wait", () => live("Deployment", "stopped"));
        plugin.cancel();
        const error = await attempt;
        assert.ok(error instanceof NotReady, error);
        assert.equal(error.state.status.status, "failed");
        site.engine.hold(type, "stopped", error);
        await site.engine.delete("stopped");
        assert.equal(await live("Deployment", "stopped"), undefined);
    });

    it("takes objects of others over only when told to", async () => {
        await client.create({ ...object("ConfigMap", "theirs"), data: { word: "theirs" } }, someone);
        await assert.rejects(
            site.engine.up(type, "theirs", wanted("theirs")),
            error => !(error instanceof NotReady) && /invalid ownership metadata/.test((error as Error).message),
        );
        assert.equal((await live("ConfigMap", "theirs"))?.data.word, "theirs");
        await site.engine.up(type, "theirs", wanted("theirs", { takeOwnership: true }));
        assert.equal((await live("ConfigMap", "theirs"))?.data.word, "default");
    });

    it("is not made beside one of that name", async () => {
        await assert.rejects(
            site.engine.up(type, "two", wanted("uno")),
            error => !(error instanceof NotReady) && /cannot re-use a name/.test((error as Error).message),
        );
    });

    it("is refused in a preview for what it does not have, and for a chart that is not there or does not render", async () => {
        const refused = (more: Properties, reason: RegExp) =>
            assert.rejects(site.engine.preview(type, "refused", wanted("refused", more)), reason);
        await refused({ postrender: "x" }, /Release has no postrender here; it has chart, compat/);
        await refused({ chart: join(chart, "missing") }, /path ".*missing" not found|missing/);
        await refused(
            { values: { word: { a: 1 } }, version: "2.0.0", chart: "oci://127.0.0.1:1/none" },
            /127\.0\.0\.1:1/,
        );
    });

    it("is previewed as it was asked for, where something is not known yet", async () => {
        const values = { word: unknown };
        assert.deepEqual(
            await site.engine.preview(type, "later", wanted("later", { values })),
            wanted("later", { values }),
        );
    });

    it("goes with all that it made, and may be gone already", async () => {
        for (const name of ["one", "slow", "theirs"]) await site.engine.delete(name);
        for (const name of ["uno", "slow", "theirs"]) assert.equal(await live("ConfigMap", name), undefined);
        await site.plugin.delete({
            ...{ urn: "urn", type, name: "gone", id: "default/gone", state: {}, timeout: 0 },
            oldInputs: wanted("gone"),
        });
    });

    it("leaves no kubeconfig behind", () => assert.deepEqual(readdirSync(tmpdir()), []));
});
