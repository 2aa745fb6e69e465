import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { count, type Problem } from "../../components/problems/problem.ts";
import type { Launch } from "./instance-type.ts";
import type { LaunchContext } from "./labels.ts";
import { launchable, mayLaunch, typesIn } from "./launch.ts";
import { capacityOf, isWithin, type Limit, limitsOf } from "./limits.ts";
import { lackingValues, valuesAmong } from "./min-values.ts";
import { asText, type PoolRequirement, poolRequirements } from "./pool-requirements.ts";
import { instanceTable, isCovered, offeredIn } from "./table.ts";
import { unknownInstances } from "./unknown-instance.ts";

/** The cause if a pool has nothing to launch. Not checked if the table lacks the region or a value that the pool names. */
export function nothingToLaunch(spec: NodePoolSpec, context: LaunchContext): Problem[] {
    if (context.region !== undefined && !isCovered(context.region)) return [];
    if (mayLaunch(spec, context).launches.length || unknownInstances(spec, context).length) return [];
    const requirements = poolRequirements(spec).known;
    const limits = limitsOf(spec).known;
    const { path, message } =
        byClass(context) ??
        byOneRequirement(requirements, context) ??
        bySeveralRequirements(requirements, context) ??
        byLimits(requirements, limits, context) ??
        byMinValues(requirements, limits, context);
    return [{ path, message: `${message} (instance types as of ${instanceTable().date})` }];
}

const allowed = (requirements: PoolRequirement[], context: LaunchContext): Launch[] =>
    launchable(typesIn(context), requirements, context);

/** `the 9 instance types in us-west-2` */
const these = (launches: unknown[], { region }: LaunchContext): string =>
    `the ${count(launches.length, "instance type")}${region === undefined ? "" : ` in ${region}`}`;

function byClass(context: LaunchContext): Problem | undefined {
    if (typesIn(context).length) return undefined;
    const message = `none of ${these(offeredIn(context.region), context)} fits the class`;
    return { path: "spec.template.spec.nodeClassRef.name", message };
}

/** The first requirement that no instance type meets by itself. */
function byOneRequirement(requirements: PoolRequirement[], context: LaunchContext): Problem | undefined {
    const requirement = requirements.find(requirement => allowed([requirement], context).length === 0);
    if (!requirement) return undefined;
    const message = `found ${asText(requirement)}, which none of ${these(typesIn(context), context)} that fit the class meets`;
    return { path: requirement.path, message: message + elsewhere([requirement], context) };
}

/** The first requirement that no instance type meets together with the ones before it. */
function bySeveralRequirements(requirements: PoolRequirement[], context: LaunchContext): Problem | undefined {
    const index = requirements.findIndex((_, index) => allowed(requirements.slice(0, index + 1), context).length === 0);
    const requirement = requirements[index];
    if (!requirement) return undefined;
    const left = allowed(requirements.slice(0, index), context);
    const have = list(valuesAmong(left, requirement.key, [], context));
    const message = `found ${asText(requirement)}; among ${these(left, context)} that meet the requirements before it, the values are: ${have}`;
    return { path: requirement.path, message: message + elsewhere(requirements.slice(0, index + 1), context) };
}

/** The regions that offer instance types that meet the requirements. */
function elsewhere(requirements: PoolRequirement[], context: LaunchContext): string {
    const types = offeredIn(undefined).filter(context.nodeClass.fits);
    const regions = new Set(launchable(types, requirements, context).flatMap(({ type }) => type.regions));
    return regions.size ? `; available in ${list(regions)}` : "";
}

/** The first limit that no instance type meets together with the ones before it. */
function byLimits(requirements: PoolRequirement[], limits: Limit[], context: LaunchContext): Problem | undefined {
    const within = (limits: Limit[]) => allowed(requirements, context).filter(({ type }) => isWithin(type, limits));
    const index = limits.findIndex((_, index) => within(limits.slice(0, index + 1)).length === 0);
    const limit = limits[index];
    if (!limit) return undefined;
    const left = within(limits.slice(0, index));
    const least = Math.min(...left.map(({ type }) => capacityOf(type, limit)));
    const amount = (number: number) =>
        limit.resource === "memory" ? `${Math.floor(number / 2 ** 20)}Mi` : String(number);
    const message = `found ${amount(limit.most)}, but the smallest of ${these(left, context)} that meet the requirements has ${amount(least)}`;
    return { path: `spec.limits.${limit.resource}`, message };
}

/** The `minValues` that the remaining instance types do not reach. */
function byMinValues(requirements: PoolRequirement[], limits: Limit[], context: LaunchContext): Problem {
    const left = allowed(requirements, context).filter(({ type }) => isWithin(type, limits));
    const { path, key, minValues } = lackingValues(left, requirements, context)!;
    const values = valuesAmong(left, key, requirements, context)!;
    const message = `found ${minValues}, expected at most ${values.size}, the number of distinct values among ${these(left, context)} that the pool allows: ${list(values)}`;
    return { path: `${path}.minValues`, message };
}

/** The first values of a set, in ascending order. */
function list(values: Set<string> = new Set()): string {
    const sorted = [...values].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    return [...sorted.slice(0, most), ...(sorted.length > most ? ["…"] : [])].join(", ") || "none";
}

const most = 8;
