import { isKnown } from "../../components/inputs/plain.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import type { InstanceType } from "./instance-type.ts";
import { quantity } from "./quantity.ts";

/** The limit on a resource of all nodes of a pool together. */
export interface Limit {
    resource: string;
    most: number;
}

export interface Limits {
    known: Limit[];
    /** The paths of limits that are unknown before the deployment. */
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
 * The capacity of an instance type before launch, with the chart's default `settings.vmMemoryOverheadPercent`.
 * Source: Karpenter 1.14.3 and 1.15.0, pkg/providers/instancetype/types.go, `computeCapacity`.
 */
const capacities: { [resource: string]: (type: InstanceType) => number } = {
    nodes: () => 1,
    cpu: ({ cpus }) => cpus,
    memory: ({ memory, architecture }) => {
        // Graviton reserves 64 MiB.
        const mebibytes = architecture === "arm64" ? memory - 64 : memory;
        return (mebibytes - Math.ceil(mebibytes * 0.075)) * 2 ** 20;
    },
    "nvidia.com/gpu": gpus("NVIDIA"),
    "amd.com/gpu": gpus("AMD"),
    "habana.ai/gaudi": gpus("Habana"),
};

/** An instance type's capacity of a limited resource; 0 if unknown. */
export const capacityOf = (type: InstanceType, { resource }: Limit): number =>
    Object.hasOwn(capacities, resource) ? capacities[resource]!(type) : 0;

/** Whether a single node of the type is within the limits. */
export const isWithin = (type: InstanceType, limits: Limit[]): boolean =>
    limits.every(limit => capacityOf(type, limit) <= limit.most);
