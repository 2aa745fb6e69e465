import { line } from "../../../components/problems/problem.ts";
import { bullet, first, paint, section, table } from "../../command/terminal.ts";
import type { InstanceType, Launch } from "../../instances/instance-type.ts";
import type { StackLaunches } from "../launches.ts";

/** Counts of launches, each shown as a column if any is above 0. */
const counted: { [head: string]: (launch: Launch) => boolean } = {
    AMD64: ({ type }) => type.architecture === "amd64",
    ARM64: ({ type }) => type.architecture === "arm64",
    SPOT: ({ capacityTypes }) => capacityTypes.includes("spot"),
    "ON-DEMAND": ({ capacityTypes }) => capacityTypes.includes("on-demand"),
    RESERVED: ({ capacityTypes }) => capacityTypes.includes("reserved"),
};

/** A table of the instance types that node pools can launch. */
export function launches(stack: StackLaunches | undefined): string[] {
    if (stack === undefined) return [];
    const { shown, rest } = first(stack.pools, "node pools");
    const columns = Object.entries(counted).filter(([, counts]) => shown.some(pool => pool.launches.some(counts)));
    const heads = ["NAME", "TYPES", ...columns.map(([head]) => head), "SMALLEST, CPU/GIB", "LARGEST, CPU/GIB"];
    const rows = shown.map(({ name, launches, unknown, smallest, largest }) => [
        name,
        `${unknown.length ? "≤" : ""}${launches.length}`.padStart(5),
        ...columns.map(([head, counts]) => String(launches.filter(counts).length).padStart(head.length)),
        size(smallest),
        size(largest),
    ]);
    const note = "≤: at most, since not all restrictions are known; instances.json lists the unknown ones";
    return section(`Instance types that node pools can launch in ${stack.region}, by AWS's data of ${stack.date}`, [
        ...table(heads, rows),
        ...rest,
        ...(shown.some(({ unknown }) => unknown.length) ? bullet(note, "  ") : []),
        ...stack.notes.flatMap(note => bullet(line(note)).map(text => paint("yellow", text))),
    ]);
}

/** `m5.large 2/8` */
const size = (type: InstanceType | undefined): string =>
    type ? `${type.name} ${type.cpus}/${Number((type.memory / 1024).toFixed(2))}` : "-";
