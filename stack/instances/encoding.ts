import type { InstanceType, Table } from "./table.ts";

/** How a fact is written to the file, and read from it. */
interface Codec {
    write(fact: any): unknown;
    read(cell: any): unknown;
}

/** Reads the same text once: most types are like others. */
function once<T>(read: (text: string) => T): (text: string) => T {
    const known = new Map<string, T>();
    return text => {
        if (!known.has(text)) known.set(text, read(text));
        return known.get(text)!;
    };
}

const same: Codec = { write: fact => fact, read: cell => cell };
const flag: Codec = { write: Number, read: cell => cell === 1 };
const words: Codec = { write: facts => facts.join(" "), read: once(cell => cell.split(" ")) };
/** An object as the list of its values, or 0 where there is none. */
const fields = (...names: string[]): Codec => ({
    write: fact => (fact ? names.map(name => fact[name]) : 0),
    read: cell => (cell ? Object.fromEntries(names.map((name, index) => [name, cell[index]])) : undefined),
});

/** What stands for the first region, the second, … */
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const lettered = (regions: string[]): Codec => {
    const letterOf = new Map(regions.map((region, index) => [region, letters[index]]));
    const regionOf = new Map(regions.map((region, index) => [letters[index], region]));
    return {
        write: facts => facts.map((region: string) => letterOf.get(region)).join(""),
        read: once(cell => Array.from(cell, letter => regionOf.get(letter as string))),
    };
};

/** The cells of an instance type's line, in their order. */
const columns = (regions: string[]): [keyof InstanceType, Codec][] => [
    ["name", same],
    ["architecture", same],
    ["cpus", same],
    ["memory", same],
    ["cpuManufacturer", same],
    ["clockSpeed", same],
    ["hypervisor", same],
    ["usageClasses", words],
    ["ebsBandwidth", same],
    ["networkBandwidth", same],
    ["encryptionInTransit", flag],
    ["localNvme", same],
    ["gpu", fields("name", "manufacturer", "count", "memory")],
    ["accelerator", fields("name", "manufacturer", "count")],
    ["nestedVirtualization", flag],
    ["enclaves", flag],
    ["networkCards", same],
    ["efas", same],
    ["regions", lettered(regions)],
];

/** The table as JSON, an instance type a line. */
export function encode({ source, date, regions, types }: Table): string {
    const cells = columns(regions);
    const head = {
        source,
        date,
        regions: Object.fromEntries(regions.map((region, index) => [letters[index], region])),
        columns: cells.map(([name]) => name).join(" "),
    };
    const rows = types.map(type => `        ${JSON.stringify(cells.map(([name, { write }]) => write(type[name])))}`);
    return `${JSON.stringify(head, undefined, 4).slice(0, -2)},\n    "types": [\n${rows.join(",\n")}\n    ]\n}\n`;
}

/** The table of a text that `encode` has written. */
export function decode(text: string): Table {
    const { source, date, regions, types } = JSON.parse(text);
    const names: string[] = Object.values(regions);
    const cells = columns(names);
    const typeOf = (row: unknown[]): InstanceType => {
        const facts: Record<string, unknown> = {};
        cells.forEach(([name, { read }], index) => {
            const fact = read(row[index]);
            if (fact !== undefined) facts[name] = fact;
        });
        return facts as unknown as InstanceType;
    };
    return { source, date, regions: names, types: types.map(typeOf) };
}
