import type { Requirement } from "../../nodes/node-pool-spec.ts";
import {
    allowsAbsence,
    hasValues,
    intersection,
    newRequirement,
    normalizedLabels,
} from "../../upstream/requirement.ts";
import { knownRequirements } from "../node-pool/requirements.ts";

/** Whether both lists of requirements can be met at once; `false` if any of them is pending. */
export function overlap(one: Requirement[] = [], other: Requirement[] = []): boolean {
    const byKey = new Map<string, ReturnType<typeof newRequirement>[]>();
    for (const { key, operator, values } of [...knownRequirements(one, ""), ...knownRequirements(other, "")]) {
        if (key === undefined || operator === undefined || values === undefined) return false;
        const label = normalizedLabels.get(key) ?? key;
        byKey.set(label, [...(byKey.get(label) ?? []), newRequirement(operator, values)]);
    }
    return [...byKey.values()].every(all => hasValues(all.reduce(intersection)) || all.every(allowsAbsence));
}
