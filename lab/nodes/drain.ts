import {
    ApiException,
    CoreV1Api,
    type KubeConfig,
    PatchStrategy,
    setHeaderOptions,
    type V1Pod,
} from "@kubernetes/client-node";
import { until } from "../process/until.ts";

const timeout = 60_000;

/**
 * Cordons a node and evicts its pods as a managed node group does, until `isOver`. Throws if some are left at the
 * timeout.
 */
export async function drain(admin: KubeConfig, name: string, isOver: () => boolean): Promise<void> {
    const core = admin.makeApiClient(CoreV1Api);
    await core.patchNode(
        { name, body: { spec: { unschedulable: true } } },
        setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
    );
    const pods = async () => {
        const { items } = await core.listPodForAllNamespaces({ fieldSelector: `spec.nodeName=${name}` });
        return items.filter(isEvicted);
    };
    await until(
        `the pods of ${name} to be evicted`,
        async () => {
            if (isOver()) return true;
            const left = await pods();
            await Promise.all(left.filter(({ metadata }) => !metadata?.deletionTimestamp).map(pod => evict(core, pod)));
            return left.length === 0;
        },
        { timeout, every: 500 },
    );
}

/** DaemonSets' pods and static pods stay, and pods that have ended do not matter. */
const isEvicted = ({ metadata, status }: V1Pod): boolean =>
    !["Succeeded", "Failed"].includes(status?.phase ?? "") &&
    !metadata?.annotations?.["kubernetes.io/config.mirror"] &&
    !metadata?.ownerReferences?.some(({ kind, controller }) => controller && kind === "DaemonSet");

async function evict(core: CoreV1Api, { metadata }: V1Pod): Promise<void> {
    const { name, namespace } = metadata as { name: string; namespace: string };
    try {
        await core.createNamespacedPodEviction({ name, namespace, body: { metadata: { name, namespace } } });
    } catch (error) {
        // 429: a disruption budget does not allow it yet.
        if (!(error instanceof ApiException && [404, 429].includes(error.code))) throw error;
    }
}
