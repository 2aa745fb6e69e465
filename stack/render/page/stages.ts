import type { Resource } from "../../offline/monitor.ts";
import type { Rendered } from "../../offline/program.ts";
import { counted, number } from "../numbers.ts";
import type { Step } from "../steps.ts";
import { shortType, typeName } from "../type.ts";
import { fold } from "./fold.ts";
import { type Html, html, type Part } from "./html.ts";
import { many } from "./many.ts";
import type { Section } from "./section.ts";
import { type Column, lines, table } from "./table.ts";
import { contentId, timeline } from "./timeline.ts";

/** The order of creation, with the dependencies of each resource. */
export function stages(steps: Step[], rendered: Rendered): Section {
    const known = new Map(rendered.resources.map(resource => [resource.urn, resource]));
    const ids = new Map(steps.map(({ resource }, index) => [resource.urn, `resource-${index + 1}`]));
    const columns: Column<Step>[] = [
        { title: "Resource", cell: ({ resource }) => resource.name },
        { title: "Type", cell: ({ resource }) => shortType(resource.type) },
        { title: "Part of", cell: ({ resource }) => known.get(resource.parent ?? "")?.name },
        { title: "Waits for", cell: ({ waitsFor }) => lines(waitsFor.map(other => link(other, ids))) },
    ];
    const id = ({ resource }: Step) => ids.get(resource.urn)!;
    const stages = [...Map.groupBy(steps, ({ stage }) => stage)].sort(([a], [b]) => a - b);
    const heading = (stage: number) => `stage-${stage}`;
    const show = (stage: number) => (some: Step[]) => table({ labelledBy: heading(stage), columns, id }, some);
    return {
        id: "resources",
        title: "Resources",
        brief: `${number(steps.length)} in ${counted(stages.length, "stage")}`,
        content: [
            explained(rendered),
            rendered.remote.map(hidden),
            timeline(steps, rendered),
            stages.map(([stage, steps]) =>
                fold(
                    html`<h3 id="${heading(stage)}">Stage ${stage}</h3> <span>${contents(steps)}</span>`,
                    html`<div id="${contentId(stage)}">${many(steps, ({ resource }) => resource.name, show(stage))}</div>`,
                ),
            ),
        ],
    };
}

const explained = ({ resources, components }: Rendered): Html => html`
    <p>${counted(resources.length - components.size, "resource")} in ${counted(components.size, "component")}, in the order of creation.
    The resources of one stage are created in parallel, once all of their dependencies exist; the stack is destroyed in reverse order.
    Implied dependencies are omitted here: <code>resources.json</code> has all of them.</p>`;

const hidden = ({ name, type }: Resource): Part =>
    html`<p>Resources inside ${name} (${type}) are created by its plugin at deploy time and are not shown here.</p>`;

/** Number of resources by type: `5 Policy, 1 Role`. */
const contents = (steps: Step[]): string =>
    [...Map.groupBy(steps, ({ resource }) => typeName(resource.type))]
        .map(([type, { length }]) => `${number(length)} ${type}`)
        .join(", ");

/** A link to a resource's row. Components have no row and stand for all of their resources. */
function link(resource: Resource, ids: Map<string, string>): Part {
    const id = ids.get(resource.urn);
    return id
        ? html`<a href="#${id}">${resource.name}</a> <small>${typeName(resource.type)}</small>`
        : html`all of ${resource.name}`;
}
