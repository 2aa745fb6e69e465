import { fit, paint, width } from "../../command/terminal.ts";
import type { Resource } from "../../offline/monitor.ts";
import { shortType } from "../type.ts";

/** How many resources of one type are shown under one parent before the rest is counted. */
const most = 12;

/** Where types are put, unless one is too long for that. */
const column = 60;

/** The resources under their parents, with the type of each. */
export function tree(resources: Resource[]): string[] {
    const children = Map.groupBy(resources, ({ parent }) => parent);
    const lines: string[] = [];
    const add = (left: string, label: string, type: string) => {
        const name = fit(label, width - left.length - type.length - 4);
        const space = Math.max(2, Math.min(column, width - 2 - type.length) - left.length - name.length);
        lines.push(`  ${paint("dim", left)}${name}${type && " ".repeat(space) + paint("cyan", type)}`);
    };
    const under = (parent: string, indent: string) => {
        const branches = [...Map.groupBy(children.get(parent) ?? [], ({ type }) => type)].flatMap(([type, same]) =>
            same.length > most + 1
                ? [...same.slice(0, most), `… and ${same.length - most} more of ${typeOf(type)}`]
                : same,
        );
        for (const [index, child] of branches.entries()) {
            const last = index === branches.length - 1;
            const branch = last ? "└─ " : "├─ ";
            if (typeof child === "string") {
                add(indent + branch, child, "");
                continue;
            }
            add(indent + branch, child.name, typeOf(child.type));
            // Deeper than this no name is left on a line.
            under(child.urn, indent.length < width / 2 ? `${indent}${last ? "   " : "│  "}` : indent);
        }
    };
    for (const root of children.get(null) ?? []) {
        add("", root.name, typeOf(root.type));
        under(root.urn, "");
    }
    return lines;
}

const typeOf = (type: string): string => fit(shortType(type), 50);
