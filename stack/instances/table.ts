import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "./encoding.ts";
import type { InstanceType, Table } from "./instance-type.ts";

/** By CPUs, then memory. */
export const bySize = (a: InstanceType, b: InstanceType): number =>
    a.cpus - b.cpus || a.memory - b.memory || (a.name < b.name ? -1 : 1);

export const tableFile = join(import.meta.dirname, "table.json");

let known: Table | undefined;

/** The table, which is read when it is first needed. `npm run generate:instances` makes it. */
export function instanceTable(): Table {
    known ??= decode(readFileSync(tableFile, "utf8"));
    return known;
}

/** Whether the table says what is on offer in a region. */
export const isCovered = (region: string): boolean => instanceTable().regions.includes(region);

const offered = new Map<string, InstanceType[]>();

/** The types on offer in a region; of one that is not known, or not to the table, those of all regions. */
export function offeredIn(region: string | undefined): InstanceType[] {
    const { types } = instanceTable();
    if (region === undefined || !isCovered(region)) return types;
    const known = offered.get(region) ?? types.filter(type => type.regions.includes(region));
    offered.set(region, known);
    return known;
}
