import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { admits, doesNotExist, exists, type Requirement } from "../../components/upstream/requirement.ts";
import type { InstanceType, Launch } from "./instance-type.ts";
import {
    capacityTypeLabel,
    capacityTypesOf,
    type LaunchContext,
    reservationLabels,
    valuesOf,
    zoneLabel,
    zoneLabels,
} from "./labels.ts";
import { isWithin, limitsOf } from "./limits.ts";
import { lackingValues } from "./min-values.ts";
import { allowedIn, type PoolRequirement, poolRequirements } from "./pool-requirements.ts";
import { isCovered, offeredIn } from "./table.ts";

/** The instance types that a pool may launch. */
export interface Launches {
    /** Ordered by family, then size. */
    launches: Launch[];
    /** Further restrictions that are unknown before the deployment. If there are any, `launches` is an upper bound. */
    unknown: string[];
}

/**
 * The instance types that Karpenter may launch for a pool: those that the region offers, that fit the class and the pool's limits, and
 * that meet the pool's requirements; none if they have fewer distinct values than a `minValues`. Each launch then uses the 60 cheapest
 * types that fit the pods, the subnets' zones and the remaining limits. It uses bare metal, GPUs and accelerators only if there are no
 * other types.
 *
 * Source: Karpenter 1.14.3 and 1.15.0, pkg/controllers/provisioning/scheduling of sigs.k8s.io/karpenter, and pkg/providers/instance.
 */
export function mayLaunch(pool: NodePoolSpec, context: LaunchContext): Launches {
    const requirements = poolRequirements(pool);
    const limits = limitsOf(pool);
    const all = launchable(typesIn(context), requirements.known, context).filter(({ type }) =>
        isWithin(type, limits.known),
    );
    const launches = lackingValues(all, requirements.known, context) ? [] : all;
    const unknown = [...requirements.unknown, ...limits.unknown, ...unknownOf(launches, requirements.known, context)];
    return { launches, unknown };
}

/** The offered instance types that fit the class. */
export const typesIn = ({ region, nodeClass }: LaunchContext): InstanceType[] =>
    offeredIn(region).filter(nodeClass.fits);

/** The types that meet all requirements. */
export function launchable(types: InstanceType[], requirements: PoolRequirement[], context: LaunchContext): Launch[] {
    const allowed = allowedIn(requirements);
    if (!mayBeIn(allowed.get(zoneLabel), context)) return [];
    let left = types;
    for (const [key, each] of allowed)
        left = left.filter(type => {
            const values = valuesOf(type, key, context);
            return values === undefined || admits(each, values);
        });
    return left
        .map(type => ({
            type,
            capacityTypes: capacityTypesOf(type, context.nodeClass).filter(each => sells(each, allowed)),
        }))
        .filter(({ capacityTypes }) => capacityTypes.length > 0);
}

/** Whether the allowed zones may include one of the region. A zone's name starts with its region. */
const mayBeIn = (zones: Requirement | undefined, { region }: LaunchContext): boolean =>
    zones === undefined ||
    zones.complement ||
    region === undefined ||
    [...zones.values].some(each => each.startsWith(region));

/** Whether offerings of a capacity type are allowed. Only reserved offerings have the labels of a reservation. */
const sells = (capacityType: string, allowed: Map<string, Requirement>): boolean =>
    admits(allowed.get(capacityTypeLabel) ?? exists, [capacityType]) &&
    (capacityType === "reserved" || reservationLabels.every(label => admits(allowed.get(label) ?? doesNotExist, [])));

function unknownOf(launches: Launch[], requirements: PoolRequirement[], context: LaunchContext): string[] {
    const { region, nodeClass } = context;
    const zonal = requirements.filter(({ key }) => zoneLabels.includes(key)).map(({ path }) => path);
    const architectures = new Set(launches.map(({ type }) => type.architecture));
    const reserved = launches.some(({ capacityTypes }) => capacityTypes.includes("reserved"));
    return [
        ...(region === undefined ? ["the region"] : isCovered(region) ? [] : [`the offers of ${region}`]),
        ...zonal,
        ...nodeClass.unknown,
        ...(architectures.size > 1 && !nodeClass.imagesKnown ? ["the class's images"] : []),
        ...(reserved ? ["the class's capacity reservations"] : []),
    ];
}
