import assert from "node:assert/strict";
import type { V1Container, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { containerEnvironment, expand } from "../../../lab/nodes/pods/environment.ts";
import { findImage } from "../../../lab/nodes/pods/images.ts";
import { podStatus } from "../../../lab/nodes/pods/status.ts";

const pod: V1Pod = {
    metadata: { name: "karpenter-0", namespace: "karpenter", uid: "u", labels: { app: "k" } },
    spec: { nodeName: "n", serviceAccountName: "karpenter", containers: [] },
};
const maps: Record<string, Record<string, string>> = { settings: { color: "red" }, keys: { secret: "hush" } };
const missing = (): never => {
    throw Object.assign(new Error("not found"), { code: 404 });
};
const sources = {
    configMap: async (name: string) => maps[name] ?? missing(),
    secret: async (name: string) => maps[name] ?? missing(),
    allocatable: { cpu: "2", memory: "7Gi" },
    nodeAddress: "10.0.0.1",
    podAddress: "100.64.0.1",
};
const environment = (container: Partial<V1Container>): Promise<Record<string, string>> =>
    containerEnvironment(pod, { name: "c", ...container }, sources);

describe("the environment of a container", () => {
    it("has values, fields, resources, ConfigMaps and Secrets, as a kubelet fills them in", async () =>
        assert.deepEqual(
            await environment({
                resources: { requests: { cpu: "0.3" }, limits: { memory: "1Gi" } },
                envFrom: [{ prefix: "ALL_", configMapRef: { name: "settings" } }],
                env: [
                    { name: "PLAIN", value: "a" },
                    { name: "EMPTY" },
                    { name: "BUILT", value: "$(PLAIN)-$(NOBODY)-$$(PLAIN)" },
                    { name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
                    { name: "APP", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
                    { name: "HOST", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
                    { name: "CPU", valueFrom: { resourceFieldRef: { resource: "requests.cpu", divisor: "1m" } } },
                    { name: "MEMORY", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "0" } } },
                    { name: "CPU_LIMIT", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
                    { name: "COLOR", valueFrom: { configMapKeyRef: { name: "settings", key: "color" } } },
                    { name: "SECRET", valueFrom: { secretKeyRef: { name: "keys", key: "secret" } } },
                    { name: "NONE", valueFrom: { secretKeyRef: { name: "nobody", key: "x", optional: true } } },
                ],
            }),
            {
                ALL_color: "red",
                PLAIN: "a",
                EMPTY: "",
                BUILT: "a-$(NOBODY)-$(PLAIN)",
                NAMESPACE: "karpenter",
                APP: "k",
                HOST: "10.0.0.1",
                CPU: "300",
                MEMORY: "1073741824",
                CPU_LIMIT: "2",
                COLOR: "red",
                SECRET: "hush",
            },
        ));

    it("cannot be made when a ConfigMap or a key of it is missing", async () => {
        const reference = (name: string, key: string) =>
            environment({ env: [{ name: "X", valueFrom: { configMapKeyRef: { name, key } } }] });
        await assert.rejects(reference("nobody", "color"), /not found/);
        await assert.rejects(reference("settings", "size"), /no key size in settings/);
    });

    it("is filled into arguments", () => assert.equal(expand("--x=$(A)", { A: "1" }), "--x=1"));
});

describe("an image", () => {
    const tools = { controllers: { "1.14.3": "/old", "1.15.0": "/new" } };
    it("of Karpenter's controller runs as the program of its tag", () =>
        assert.deepEqual(
            [
                `registry/karpenter/controller:1.15.0@sha256:${"a".repeat(64)}`,
                "localhost:5000/karpenter/controller:1.14.3",
            ].map(name => findImage(name, tools)?.command),
            ["/new", "/old"],
        ));
    it("of anything else runs nothing", () =>
        assert.deepEqual(
            ["nginx", "pause:3.9", "karpenter/controllers:1.15.0"].map(name => findImage(name, tools)),
            [undefined, undefined, undefined],
        ));
    it("of a version that the lab lacks says which ones there are", () =>
        assert.throws(
            () => findImage("karpenter/controller:1.13.0", tools),
            /has no karpenter\/controller:1\.13\.0; it has 1\.14\.3, 1\.15\.0/,
        ));
});

describe("the status of a pod", () => {
    const startTime = new Date(0);
    const place = { hostIP: "10.0.0.1", podIP: "100.64.0.1", startTime, ending: false };
    const container = (status: Partial<V1ContainerStatus>): V1ContainerStatus => ({
        name: "c",
        image: "",
        imageID: "",
        ready: false,
        restartCount: 0,
        ...status,
    });
    const seen = (...containers: V1ContainerStatus[]): unknown[] => {
        const { phase, conditions } = podStatus(pod, containers, place);
        const ready = conditions?.find(({ type }) => type === "Ready");
        return [phase, ready?.status, ready?.message];
    };
    const unready = "containers with unready status: [c]";

    it("is Pending until its containers have started", () =>
        assert.deepEqual(seen(container({ state: { waiting: {} } })), ["Pending", "False", unready]));
    it("is Running, and Ready when all containers are", () => {
        const running = container({ state: { running: {} } });
        assert.deepEqual(seen(running), ["Running", "False", unready]);
        assert.deepEqual(seen({ ...running, ready: true }), ["Running", "True", undefined]);
        assert.deepEqual(seen({ ...running, ready: true }, running), ["Running", "False", unready]);
    });
    it("stays Running while a container is started again", () =>
        assert.deepEqual(seen(container({ restartCount: 1, state: { waiting: {} } })), ["Running", "False", unready]));
    it("is Succeeded or Failed when its containers have ended with it, and Running when they ended by themselves", () => {
        const ended = (exitCode: number) => container({ state: { terminated: { exitCode } } });
        const phases = [
            [ended(0), ended(0)],
            [ended(0), ended(137)],
        ].map(containers => [true, false].map(ending => podStatus(pod, containers, { ...place, ending }).phase));
        assert.deepEqual(phases, [
            ["Succeeded", "Running"],
            ["Failed", "Running"],
        ]);
    });
    it("keeps the time of a condition that did not change", () => {
        const time = new Date(1000);
        const before = [{ type: "Ready", status: "True", lastTransitionTime: time }];
        const running = container({ ready: true, state: { running: {} } });
        const { conditions } = podStatus(pod, [running], place, before);
        assert.equal(conditions?.find(({ type }) => type === "Ready")?.lastTransitionTime, time);
        assert.notEqual(conditions?.find(({ type }) => type === "Initialized")?.lastTransitionTime, time);
    });
});
