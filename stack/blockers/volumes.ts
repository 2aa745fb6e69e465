import { type Finding, kubectl } from "./findings.ts";
import { fullName, isDeleted, type Node, type Pod } from "./objects.ts";
import { skipReason } from "./pods.ts";
import type { Snapshot } from "./snapshot.ts";
import { since } from "./times.ts";

/**
 * Attached volumes that a drained node waits for, without those of pods that do not hold it.
 * https://github.com/kubernetes-sigs/karpenter/blob/v1.14.3/pkg/controllers/node/termination/controller.go
 */
export function attachedVolumes({ metadata: node }: Node, pods: Pod[], { objects, now }: Snapshot): Finding[] {
    const skipped = new Set(pods.filter(pod => skipReason(pod, now)).flatMap(claimsOf));
    return objects.attachments
        .filter(({ spec }) => spec.nodeName === node.name)
        .flatMap(attachment => {
            const volume = attachment.spec.source.persistentVolumeName;
            if (volume === undefined) return [];
            const claims = objects.volumeClaims.filter(({ spec }) => spec.volumeName === volume).map(fullName);
            if (claims.some(claim => skipped.has(claim))) return [];
            const { name, deletionTimestamp = "" } = attachment.metadata;
            const of = claims.length ? ` of ${claims.join(", ")}` : "";
            const state = isDeleted(attachment)
                ? `is being detached for ${since(Date.parse(deletionTimestamp), now)}`
                : "is attached";
            return [
                {
                    text: `volume ${volume}${of}: ${state}, by ${attachment.spec.attacher}`,
                    commands: [kubectl(attachment, "describe volumeattachment", name)],
                    topic: "volume" as const,
                },
            ];
        });
}

/** PersistentVolumeClaims of a pod's volumes. An ephemeral volume's claim is named `<pod>-<volume>`. */
const claimsOf = ({ metadata: { namespace, name: pod }, spec: { volumes = [] } }: Pod): string[] =>
    volumes.flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
        if (persistentVolumeClaim) return `${namespace}/${persistentVolumeClaim.claimName}`;
        return ephemeral ? `${namespace}/${pod}-${name}` : [];
    });
