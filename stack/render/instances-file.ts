import type { Launch } from "../instances/instance-type.ts";
import { familyOf, sizeOf } from "../instances/labels.ts";
import { json } from "./documents.ts";
import type { StackLaunches } from "./launches.ts";

/**
 * The instance types that pools can launch, as a file to compare in a review: for each pool their number by
 * architecture and capacity type, and the sizes of each family.
 */
export function instancesFile({ region, source, date, pools }: StackLaunches): string {
    const entries = pools.map(({ name, launches, unknown, smallest, largest }) => [
        name,
        {
            types: launches.length,
            ...(unknown.length && { atMost: unknown }),
            smallest: smallest?.name,
            largest: largest?.name,
            architectures: counts(launches.map(({ type }) => type.architecture)),
            capacityTypes: counts(launches.flatMap(({ capacityTypes }) => capacityTypes)),
            families: sizesByFamily(launches),
        },
    ]);
    return json({ region, source, date, pools: Object.fromEntries(entries) });
}

const counts = (values: string[]): { [value: string]: number } =>
    Object.fromEntries([...new Set(values)].sort().map(value => [value, values.filter(each => each === value).length]));

/** Sizes by instance family: `large xlarge 2xlarge` by `m5`. Families are sorted by name, sizes from small to large. */
function sizesByFamily(launches: Launch[]): { [family: string]: string } {
    const families = Map.groupBy(launches, ({ type }) => familyOf(type));
    return Object.fromEntries(
        Array.from(families, ([family, launches]) => [family, launches.map(({ type }) => sizeOf(type)).join(" ")]),
    );
}
