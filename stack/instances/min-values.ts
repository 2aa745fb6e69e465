import { admits } from "../../components/upstream/requirement.ts";
import type { Launch } from "./instance-type.ts";
import { isOfInstances, type LaunchContext, valuesOf } from "./labels.ts";
import { allowedIn, type PoolRequirement } from "./pool-requirements.ts";

/** The first requirement whose `minValues` exceeds the number of distinct values, unless the policy is `BestEffort`. */
export function lackingValues(
    launches: Launch[],
    requirements: PoolRequirement[],
    context: LaunchContext,
): PoolRequirement | undefined {
    if (context.minValuesPolicy === "BestEffort") return undefined;
    return requirements.find(({ key, minValues }) => {
        const values = minValues === undefined ? undefined : valuesAmong(launches, key, requirements, context);
        return values !== undefined && values.size < minValues!;
    });
}

/** The distinct allowed values of a label among instance types; `undefined` if unknown. */
export function valuesAmong(
    launches: Launch[],
    key: string,
    requirements: PoolRequirement[],
    context: LaunchContext,
): Set<string> | undefined {
    if (!isOfInstances(key)) return new Set();
    const values = launches.map(({ type }) => valuesOf(type, key, context));
    if (values.includes(undefined)) return undefined;
    const allowed = allowedIn(requirements).get(key);
    return new Set(values.flatMap(each => each!.filter(value => !allowed || admits(allowed, [value]))));
}
