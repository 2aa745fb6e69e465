import { isDeepStrictEqual } from "node:util";
import type { Taint, UpdateLabelsPayload, UpdateTaintsPayload } from "@aws-sdk/client-eks";

type Labels = Record<string, string>;

/** A change of a node group's labels; undefined if there is none. */
export function labelChanges(before: Labels = {}, after: Labels = {}): UpdateLabelsPayload | undefined {
    const removeLabels = Object.keys(before).filter(key => !(key in after));
    const put = Object.entries(after).filter(([key, value]) => before[key] !== value);
    if (!removeLabels.length && !put.length) return undefined;
    return {
        ...(removeLabels.length && { removeLabels }),
        ...(put.length && { addOrUpdateLabels: Object.fromEntries(put) }),
    };
}

/** A change of a node group's taints; undefined if there is none. A taint is known by its key and effect. */
export function taintChanges(before: Taint[] = [], after: Taint[] = []): UpdateTaintsPayload | undefined {
    const removeTaints = before.filter(
        old => !after.some(({ key, effect }) => key === old.key && effect === old.effect),
    );
    const addOrUpdateTaints = after.filter(taint => !before.some(old => isDeepStrictEqual(old, taint)));
    if (!removeTaints.length && !addOrUpdateTaints.length) return undefined;
    return {
        ...(removeTaints.length && { removeTaints }),
        ...(addOrUpdateTaints.length && { addOrUpdateTaints }),
    };
}
