import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Existing, Operation, Properties, Subject } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import { forces, propagationOf, skipsAwait, timeoutOf } from "./annotations.ts";
import { ApiError, isNotFound, type KubernetesObject, type Writing } from "./client.ts";
import type { Connection } from "./connection.ts";
import { prune } from "./diff.ts";
import { gone } from "./gone.ts";
import type { Log } from "./log.ts";

/** Our field manager, kept in the state as in the official provider. */
const manager = "__fieldManager";

/** Kubernetes objects of any kind. The state is the live object, including its status. */
export class Objects {
    private readonly connection: Connection;
    private readonly log: Log;

    constructor(connection: Connection, log: Log) {
        this.connection = connection;
        this.log = log;
    }

    /** Fails if the object exists, as in the official provider since its pull request 4278. */
    async create({ inputs, preview }: Subject & Operation): Promise<{ id?: string; state: Properties }> {
        const fieldManager = `pulumi-kubernetes-${randomBytes(4).toString("hex")}`;
        if (preview) return { state: await this.previewCreate(inputs, { fieldManager, dryRun: true }) };
        const object = inputs as KubernetesObject;
        const { client, signal } = this.connection;
        const made = await patiently(() => client.create(object, { fieldManager, dryRun: false }), signal);
        return { id: idOf(made), state: { ...made, [manager]: fieldManager } };
    }

    private async previewCreate(inputs: Properties, writing: Writing): Promise<Properties> {
        if (hasUnknown(inputs)) return inputs;
        try {
            const { status, ...made } = await this.connection.client.create(inputs as KubernetesObject, writing);
            return made;
        } catch (error) {
            if (isForLater(error)) return inputs;
            throw error;
        }
    }

    /**
     * The new inputs are the live values of the old inputs' properties, so that outside changes show and outside
     * additions do not.
     */
    async read({ id, state, oldInputs }: Existing) {
        if (!oldInputs.kind) throw new Error(`${id} can't be imported: it only reads what it made`);
        const live = await this.connection.client.get(oldInputs as KubernetesObject);
        return live && { id, state: { ...live, [manager]: state[manager] }, inputs: prune(live, oldInputs) };
    }

    async update({ id, state, inputs, preview }: Existing & Operation): Promise<Properties> {
        if (preview && hasUnknown(inputs)) return inputs;
        const { client } = this.connection;
        const fieldManager = state[manager];
        const object = inputs as KubernetesObject;
        const live = await client.get(object);
        if (!live && preview) return inputs;
        if (!live) throw new Error(`${inputs.kind} ${id} is gone; pulumi refresh notes that`);
        // Fields of a created object are owned as by Update. Without conversion, an apply would keep fields that are
        // no longer set.
        const created = createdBy(live, fieldManager);
        if (created >= 0 && !preview) await client.patch(live, asApplied(fieldManager, created));
        const force = forces(inputs) || (created >= 0 && preview);
        return { ...(await client.apply(object, { fieldManager, dryRun: preview, force })), [manager]: fieldManager };
    }

    async delete({ urn, id, state, oldInputs, timeout }: Existing & { timeout: number }): Promise<void> {
        const { client, kubeconfig, signal } = this.connection;
        const object = state as KubernetesObject;
        try {
            await client.remove(object, propagationOf(oldInputs));
        } catch (error) {
            if (isNotFound(error)) return;
            throw error;
        }
        // The only supported kind with this annotation (`allowsSkipAwaitWithDelete` in the official provider's
        // metadata/overrides.go).
        if (object.kind === "Namespace" && skipsAwait(oldInputs)) return;
        const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutOf(oldInputs, timeout) * 1000)]);
        const left = await gone(kubeconfig, client, object, patience);
        if (!left) return;
        const { finalizers = [] } = left.metadata;
        if (finalizers.length)
            await this.log.warn(urn, `finalizers might be preventing deletion (${finalizers.join(", ")})`);
        throw new Error(`deletion of ${object.kind} ${id}: timed out waiting for the condition`);
    }
}

const idOf = ({ metadata: { namespace, name } }: KubernetesObject): string =>
    namespace ? `${namespace}/${name}` : name;

/** Whether a preview cannot tell: the namespace or CRD does not exist yet, or the object to replace still exists. */
const isForLater = (error: unknown): boolean =>
    isNotFound(error) || (error instanceof ApiError && ["AlreadyExists", "Forbidden"].includes(error.reason));

/** Retries while a new kind or namespace is not served yet, as in the official provider's `await.Creation`. */
async function patiently<T>(make: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (const seconds of [1, 2, 4, 8]) {
        try {
            return await make();
        } catch (error) {
            if (!isNotFound(error)) throw error;
            await pause(seconds * 1000, undefined, { signal });
        }
    }
    return make();
}

const createdBy = ({ metadata: { managedFields = [] } }: KubernetesObject, fieldManager: string): number =>
    managedFields.findIndex(
        ({ manager, operation, subresource }) => manager === fieldManager && operation === "Update" && !subresource,
    );

/**
 * A patch that converts a `managedFields` entry from Update to Apply, as the official provider's
 * `fixCSAFieldManagers` does.
 */
const asApplied = (fieldManager: string, entry: number): object[] => [
    { op: "test", path: `/metadata/managedFields/${entry}/manager`, value: fieldManager },
    { op: "replace", path: `/metadata/managedFields/${entry}/operation`, value: "Apply" },
];
