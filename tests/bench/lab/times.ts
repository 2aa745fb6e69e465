import { type Chain, longestChain, one } from "./chain.ts";
import type { Cost } from "./cost.ts";

/** How long `pulumi up` took, in milliseconds. */
export interface Times {
    /** The whole command. */
    command: number;
    /** From when the first resource begins to be made to when the last one is: without the start of the engine, of the plugins and of
     * the program, and its lookups. */
    resources: number;
    /** The resources that took longest one after the other; its weight is the sum of what each of them took. */
    chain: Chain;
}

export function timesOf({ up: { outcome }, resources }: Cost): Times {
    const known = new Map(resources.map(resource => [resource.urn, resource]));
    const steps = outcome.steps.filter(({ urn }) => one(known.get(urn)!) > 0);
    const took = new Map(steps.map(({ urn, began, ended = began }) => [urn, ended - began]));
    return {
        command: outcome.took,
        resources: Math.max(...steps.map(({ ended = 0 }) => ended)) - Math.min(...steps.map(({ began }) => began)),
        chain: longestChain(resources, ({ urn }) => took.get(urn) ?? 0),
    };
}
