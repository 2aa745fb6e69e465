import { isKnown } from "../../components/inputs/plain.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import type { InstanceType } from "./instance-type.ts";
import { quantity } from "./quantity.ts";

/** The most that a pool's nodes may have of a resource, all together. */
export interface Limit {
    resource: string;
    most: number;
}

export interface Limits {
    known: Limit[];
    /** The paths of those that are not known before the deployment. */
    unknown: string[];
}

/** A pool's limits. */
export function limitsOf({ limits = {} }: NodePoolSpec): Limits {
    const given = Object.entries(limits).filter(([, most]) => most !== undefined && most !== null);
    return {
        known: given
            .filter(([, most]) => isKnown(most))
            .map(([resource, most]) => ({ resource, most: quantity(String(most)) })),
        unknown: given.filter(([, most]) => !isKnown(most)).map(([resource]) => `spec.limits.${resource}`),
    };
}

const gpus =
    (manufacturer: string) =>
    ({ gpu }: InstanceType): number =>
        gpu?.manufacturer === manufacturer ? gpu.count : 0;

/**
 * What an instance type has of a resource before there is an instance, as the chart's default `settings.vmMemoryOverheadPercent` has it.
 * Source: Karpenter 1.14.3 and 1.15.0, pkg/providers/instancetype/types.go, `computeCapacity`.
 */
const capacities: { [resource: string]: (type: InstanceType) => number } = {
    nodes: () => 1,
    cpu: ({ cpus }) => cpus,
    memory: ({ memory, architecture }) => {
        // Graviton keeps 64 MiB to itself.
        const mebibytes = architecture === "arm64" ? memory - 64 : memory;
        return (mebibytes - Math.ceil(mebibytes * 0.075)) * 2 ** 20;
    },
    "nvidia.com/gpu": gpus("NVIDIA"),
    "amd.com/gpu": gpus("AMD"),
    "habana.ai/gaudi": gpus("Habana"),
};

/** How much an instance type has of what is limited, as far as that is known here. */
export const capacityOf = (type: InstanceType, { resource }: Limit): number =>
    Object.hasOwn(capacities, resource) ? capacities[resource]!(type) : 0;

/** Whether a first node of the type is within the limits. */
export const isWithin = (type: InstanceType, limits: Limit[]): boolean =>
    limits.every(limit => capacityOf(type, limit) <= limit.most);
