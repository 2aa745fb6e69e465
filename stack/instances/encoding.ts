import type { InstanceType, Table } from "./instance-type.ts";

/** The columns of an instance type's line, in order. An absent value is 0. */
const columns =
    "name architecture cpus memory cpuManufacturer clockSpeed hypervisor usageClasses ebsBandwidth networkBandwidth " +
    "encryptionInTransit localNvme gpu accelerator nestedVirtualization enclaves networkCards efas regions";

/** The letters that stand for regions, in order. */
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The table as JSON, with one line per instance type. */
export function encode({ source, date, regions, types }: Table): string {
    const named = Object.fromEntries(regions.map((region, index) => [letters[index], region]));
    const head = JSON.stringify({ source, date, regions: named, columns }, undefined, 4).slice(0, -2);
    const lines = types.map(type => `        ${JSON.stringify(rowOf(type, regions))}`);
    return `${head},\n    "types": [\n${lines.join(",\n")}\n    ]\n}\n`;
}

/** The table in a text that `encode` wrote. */
export function decode(text: string): Table {
    const { source, date, regions, types } = JSON.parse(text);
    const regionsOf = once(cell => Array.from(cell, letter => regions[letter]));
    const wordsOf = once(cell => cell.split(" "));
    return {
        source,
        date,
        regions: Object.values(regions),
        types: types.map((row: any[]) => typeOf(row, wordsOf, regionsOf)),
    };
}

type Read = (cell: string) => string[];

/** Reads each distinct text once, since many instance types share them. */
function once(read: Read): Read {
    const known = new Map<string, string[]>();
    return cell => {
        const facts = known.get(cell) ?? read(cell);
        known.set(cell, facts);
        return facts;
    };
}

const rowOf = (type: InstanceType, regions: string[]): unknown[] => [
    type.name,
    type.architecture,
    type.cpus,
    type.memory,
    type.cpuManufacturer,
    type.clockSpeed,
    type.hypervisor,
    type.usageClasses.join(" "),
    type.ebsBandwidth,
    type.networkBandwidth,
    Number(type.encryptionInTransit),
    type.localNvme,
    type.gpu ? [type.gpu.name, type.gpu.manufacturer, type.gpu.count, type.gpu.memory] : 0,
    type.accelerator ? [type.accelerator.name, type.accelerator.manufacturer, type.accelerator.count] : 0,
    Number(type.nestedVirtualization),
    Number(type.enclaves),
    type.networkCards,
    type.efas,
    type.regions.map(region => letters[regions.indexOf(region)]).join(""),
];

/** An instance type, read field by field: this runs for every type in each render, and a loop over columns takes three times as long. */
function typeOf(row: any[], wordsOf: Read, regionsOf: Read): InstanceType {
    const [gpu, accelerator] = [row[12], row[13]];
    const type: InstanceType = {
        name: row[0],
        architecture: row[1],
        cpus: row[2],
        memory: row[3],
        cpuManufacturer: row[4],
        clockSpeed: row[5],
        hypervisor: row[6],
        usageClasses: wordsOf(row[7]),
        ebsBandwidth: row[8],
        networkBandwidth: row[9],
        encryptionInTransit: row[10] === 1,
        localNvme: row[11],
        nestedVirtualization: row[14] === 1,
        enclaves: row[15] === 1,
        networkCards: row[16],
        efas: row[17],
        regions: regionsOf(row[18]),
    };
    if (gpu) type.gpu = { name: gpu[0], manufacturer: gpu[1], count: gpu[2], memory: gpu[3] };
    if (accelerator) type.accelerator = { name: accelerator[0], manufacturer: accelerator[1], count: accelerator[2] };
    return type;
}
