import { deepEqual, fail } from "node:assert/strict";
import type { Outcome } from "../../../lab/pulumi/operation.ts";

/** Passes where the operation succeeded; else says what the engine said. */
export function succeeded(outcome: Outcome): Outcome {
    if (!outcome.ok) fail(["the operation failed:", ...outcome.messages].join("\n"));
    return outcome;
}

/** Passes where the operation succeeded, or would, and changes nothing. */
export const unchanged = (outcome: Outcome): void => changes(outcome, []);

/** Passes where these changes were made and no other: `create NAME`, `update NAME: property, …`, in any order. */
export function changes(outcome: Outcome, expected: string[]): void {
    succeeded(outcome);
    const found = outcome.changes.map(({ op, urn, diff }) => {
        const properties = Object.keys(diff).sort().join(", ");
        return `${op} ${nameOf(urn)}${properties && `: ${properties}`}`;
    });
    deepEqual(found.sort(), [...expected].sort());
}

/** A resource's logical name, the last part of its URN. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
