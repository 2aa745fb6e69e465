import { fit, paint, width } from "../../command/terminal.ts";
import type { Resource } from "../../offline/monitor.ts";
import { shortType } from "../type.ts";

/** Maximum number of resources of one type shown under one parent. */
const most = 12;

/** The column of the instance types, if the names fit before it. */
const column = 60;

/** A tree of resources with their types. */
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
            // Indentation stops here, so that names keep some width.
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
