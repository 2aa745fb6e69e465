import { ApiException, CoreV1Api, type KubeConfig } from "@kubernetes/client-node";
import type { Machine } from "./machine.ts";
import { providerId, uninitialized } from "./node.ts";

/** The stand-in of EKS's cloud controller manager: says where a new Node is, and removes the Node of a machine that is no more. */
export class CloudController {
    private readonly core: CoreV1Api;

    constructor(admin: KubeConfig) {
        this.core = admin.makeApiClient(CoreV1Api);
    }

    /** Labels a Node with its place and type, and takes off the taint that it waited with. */
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

    /** Deletes the Node of a machine that has ended, if it is still there. Whoever waits with a finalizer goes on. */
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
