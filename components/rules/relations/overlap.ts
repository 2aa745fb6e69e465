import type { Requirement } from "../../nodes/node-pool-spec.ts";
import { known } from "../node-pool/requirements.ts";

/** What a label may be: one of `only`, where that is bounded, and none of `not`; a number within the bounds; absent or not. */
interface Allowed {
    only: string[] | undefined;
    not: string[];
    above: number;
    below: number;
    absent: boolean;
}

const anything: Allowed = { only: undefined, not: [], above: -Infinity, below: Infinity, absent: true };

function narrow(allowed: Allowed, operator: string, values: string[]): Allowed {
    const present = { ...allowed, absent: false };
    const bound = Number(values[0]);
    switch (operator) {
        case "In":
            return { ...present, only: allowed.only?.filter(value => values.includes(value)) ?? values };
        case "NotIn":
            return { ...allowed, not: [...allowed.not, ...values] };
        case "Exists":
            return present;
        case "DoesNotExist":
            return { ...allowed, only: [] };
        case "Gt":
            return { ...present, above: Math.max(allowed.above, bound) };
        case "Gte":
            return { ...present, above: Math.max(allowed.above, bound - 1) };
        case "Lt":
            return { ...present, below: Math.min(allowed.below, bound) };
        case "Lte":
            return { ...present, below: Math.min(allowed.below, bound + 1) };
        default:
            return allowed;
    }
}

function isPossible({ only, not, above, below, absent }: Allowed): boolean {
    if (absent) return true;
    const within = (value: string) =>
        (above === -Infinity && below === Infinity) || (Number(value) > above && Number(value) < below);
    if (only) return only.some(value => !not.includes(value) && within(value));
    return below - above > 1 || below === Infinity || above === -Infinity;
}

/** Whether something could meet both lists of requirements; `false` where they are not known yet. */
export function overlap(one: Requirement[] = [], other: Requirement[] = []): boolean {
    const byKey = new Map<string, Allowed>();
    for (const requirement of [...known(one, ""), ...known(other, "")]) {
        const { key, operator, values } = requirement;
        if (key === undefined || operator === undefined || values === undefined) return false;
        byKey.set(key, narrow(byKey.get(key) ?? anything, operator, values));
    }
    return [...byKey.values()].every(isPossible);
}
