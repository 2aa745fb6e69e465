import { ApiException, CoreV1Api, type KubeConfig } from "@kubernetes/client-node";
import type { Machine } from "./machine.ts";
import { providerId, uninitialized } from "./node.ts";

/** Stand-in for EKS's cloud controller manager: initializes Nodes, and deletes those of terminated instances. */
export class CloudController {
    private readonly core: CoreV1Api;

    constructor(admin: KubeConfig) {
        this.core = admin.makeApiClient(CoreV1Api);
    }

    /** Labels a Node with its zone and instance type, and removes its `uninitialized` taint. */
    async initialize(machine: Machine): Promise<void> {
        for (;;) {
            const node = await this.core.readNode({ name: machine.name });
            node.metadata!.labels = {
                ...node.metadata!.labels,
                "node.kubernetes.io/instance-type": machine.type,
                "topology.kubernetes.io/region": machine.region,
                "topology.kubernetes.io/zone": machine.zone,
            };
            node.spec!.taints = node.spec!.taints?.filter(taint => taint.key !== uninitialized.key);
            try {
                await this.core.replaceNode({ name: machine.name, body: node });
                return;
            } catch (error) {
                if (!(error instanceof ApiException && error.code === 409)) throw error;
            }
        }
    }

    /** Deletes the Node of a terminated instance, if it still exists. Its finalizers still apply. */
    async forget(machine: Machine): Promise<void> {
        try {
            const node = await this.core.readNode({ name: machine.name });
            if (node.spec?.providerID !== providerId(machine) || node.metadata?.deletionTimestamp) return;
            await this.core.deleteNode({ name: machine.name });
        } catch (error) {
            if (!(error instanceof ApiException && error.code === 404)) throw error;
        }
    }
}
