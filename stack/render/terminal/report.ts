import { bullet, first, fit, paint, section, table, width } from "../../command/terminal.ts";
import type { Rendered } from "../../offline/program.ts";
import type { Documents } from "../documents.ts";
import { grouped } from "../group-messages.ts";
import type { StackLaunches } from "../launches.ts";
import { number, percent } from "../numbers.ts";
import { launches } from "./launches.ts";
import { poolsAndClasses } from "./pools-and-classes.ts";
import { tree } from "./tree.ts";

/** Formats a rendered stack for the terminal. */
export function report(
    rendered: Rendered,
    documents: Documents,
    stackLaunches: StackLaunches | undefined,
    folder: string,
): string {
    const { stack, resources, remote, warnings, allowed, assumed } = rendered;
    const lines = [
        paint("bold", fit(`Stack ${stack}: ${resources.length} resources`, width)),
        ...tree(resources),
        ...remote.flatMap(({ name, type }) =>
            bullet(
                `Resources inside ${name} (${type}) are created by its plugin at deploy time and are not shown here.`,
            ),
        ),
        ...policies(documents),
        ...poolsAndClasses(documents.manifests),
        ...launches(stackLaunches),
        ...listed("Warnings", warnings, "yellow"),
        ...listed("Allowed by checks.allow", allowed, "dim"),
        ...facts(assumed),
        ...section("Written", written(folder, documents, stackLaunches !== undefined)),
    ];
    return `${lines.join("\n")}\n`;
}

function policies({ policies }: Documents): string[] {
    const { shown, rest } = first(policies, "policies");
    const rows = shown.map(({ name, size, limit }) => [
        name,
        number(size).padStart(6),
        `of ${number(limit)}`,
        `${percent(size, limit)}%`.padStart(4),
    ]);
    const heads = ["DOCUMENT", "  SIZE", "LIMIT", " USED"];
    return section(
        "IAM documents, in characters without white space",
        rows.length ? [...table(heads, rows), ...rest] : [],
    );
}

function listed(title: string, found: string[], colour: Parameters<typeof paint>[0]): string[] {
    const { shown, rest } = first(grouped(found), "places");
    const lines = [...shown.flatMap(text => bullet(text)), ...rest].map(line => paint(colour, line));
    return section(`${title} (${found.length})`, lines);
}

/** Assumed facts with their config keys. Each value is on a line of its own, since ARNs and URLs are long. */
function facts(assumed: Rendered["assumed"]): string[] {
    const { shown, rest } = first(assumed, "assumptions");
    const column = Math.min(40, Math.max(...shown.map(({ what }) => what.length)));
    const lines = shown.flatMap(({ what, value, statedBy }) => [
        ...bullet(`${what.padEnd(column)}  ${statedBy}`, "  ", "  "),
        ...bullet(value, "    ", "    "),
    ]);
    return section("Assumed, since config does not set them: each with the key that sets it", [...lines, ...rest]);
}

function written(folder: string, { policies, manifests, values }: Documents, instances: boolean): string[] {
    const parts = [
        "index.html",
        "resources.json",
        ...(instances ? ["instances.json"] : []),
        `iam (${policies.length})`,
        `manifests (${manifests.length})`,
        `values (${values.length})`,
    ];
    return bullet(`${folder}: ${parts.join(", ")}`, "  ", "  ");
}
