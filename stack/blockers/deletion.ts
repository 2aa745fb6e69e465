import { type Finding, kubectl } from "./findings.ts";
import type { Named } from "./objects.ts";
import type { Snapshot } from "./snapshot.ts";
import { minute, since } from "./times.ts";

/** Time after which a step counts as slow. */
const patience = 5 * minute;

const deletedAt = ({ metadata }: Named): number => Date.parse(metadata.deletionTimestamp ?? "");

/** `being deleted for 42m (since 2026-11-22 20:58:00Z)` */
export const ageOf = (object: Named, { now }: Snapshot): string => `being deleted for ${since(deletedAt(object), now)}`;

export const isSlow = (object: Named, { now }: Snapshot): boolean => now - deletedAt(object) > patience;

/** A pointer to Karpenter's log for a slow deletion, if the controller runs. */
export function slowness(object: Named, snapshot: Snapshot): Finding[] {
    if (!isSlow(object, snapshot) || !snapshot.runs) return [];
    const { namespace } = snapshot.controller;
    const logs = `kubectl -n ${namespace} logs -l app.kubernetes.io/name=karpenter --tail=-1 | grep ${object.metadata.name}`;
    return [{ text: "Karpenter's log shows its calls and AWS's responses", commands: [logs] }];
}

/** Finalizers that neither Karpenter nor Kubernetes removes. */
export function foreign(object: Named, kind: string): Finding[] {
    const { name, finalizers = [] } = object.metadata;
    const others = finalizers.filter(each => !/^karpenter\.|^(foregroundDeletion|orphan)$/.test(each)).sort();
    if (!others.length) return [];
    return [
        {
            text: `${kind} ${name}: finalizers of other controllers, which must remove them: ${others.join(", ")}`,
            commands: [kubectl(object, "get", kind, name, "-o yaml --show-managed-fields")],
        },
    ];
}
