import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "./encoding.ts";
import type { InstanceType, Table } from "./instance-type.ts";

/** Compares instance types by CPUs, then memory, then name. */
export const bySize = (a: InstanceType, b: InstanceType): number =>
    a.cpus - b.cpus || a.memory - b.memory || (a.name < b.name ? -1 : 1);

export const tableFile = join(import.meta.dirname, "table.json");

let loaded: Table | undefined;

/** The table, read on first use. `npm run generate:instances` generates it. */
export function instanceTable(): Table {
    loaded ??= decode(readFileSync(tableFile, "utf8"));
    return loaded;
}

/** Whether the table has the offers of a region. */
export const isCovered = (region: string): boolean => instanceTable().regions.includes(region);

const offered = new Map<string, InstanceType[]>();

/** The instance types that a region offers; those of all regions if it is unknown or not in the table. */
export function offeredIn(region: string | undefined): InstanceType[] {
    const { types } = instanceTable();
    if (region === undefined || !isCovered(region)) return types;
    const known = offered.get(region) ?? types.filter(type => type.regions.includes(region));
    offered.set(region, known);
    return known;
}

/**
 * Whether an instance type has the architecture arm64. The names of types that are newer than the table tell: `g` after the generation
 * stands for AWS Graviton. https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function isArm(name: string): boolean {
    const type = instanceTable().types.find(type => type.name === name);
    return type ? type.architecture === "arm64" : /^[a-z]+[0-9]+g/.test(name);
}
