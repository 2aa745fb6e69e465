import type { Rendered } from "../../offline/program.ts";
import { number } from "../numbers.ts";
import type { Step } from "../steps.ts";
import { typeName } from "../type.ts";
import { type Html, html } from "./html.ts";

/** A group of resources, and its number of resources in each stage. */
interface Row {
    title: string;
    stages: Map<number, number>;
}

/** Id of a stage's content. */
export const contentId = (stage: number): string => `stage-${stage}-resources`;

/** A timeline of the stack's parts by stage. */
export function timeline(steps: Step[], rendered: Rendered): Html {
    const last = Math.max(0, ...steps.map(({ stage }) => stage));
    const stages = Array.from({ length: last }, (_, index) => index + 1);
    const rows = rowsOf(steps, rendered).map(({ title, stages: counts }) => {
        const cells = stages.map(
            stage => html`<td>${counts.has(stage) ? html`<b>${number(counts.get(stage)!)}</b>` : undefined}</td>`,
        );
        return html`<tr><th scope="row">${title}</th>${cells}</tr>\n`;
    });
    const heads = stages.map(
        stage =>
            html`<th scope="col"><a href="#${contentId(stage)}"><span class="unseen">Stage </span>${stage}</a></th>`,
    );
    return html`
        <div class="timeline" role="region" aria-label="Resources by part and stage" tabindex="0">
        <table>
        <caption>Number of resources of each part, by stage</caption>
        <thead><tr><th scope="col">Part</th>${heads}</tr></thead>
        <tbody>${rows}</tbody>
        </table>
        </div>`;
}

/** One row per component; one per type in components that contain others. Sorted by first stage. */
function rowsOf(steps: Step[], { resources, components }: Rendered): Row[] {
    const known = new Map(resources.map(resource => [resource.urn, resource]));
    const outer = new Set(resources.filter(({ urn }) => components.has(urn)).map(({ parent }) => parent));
    const groups = Map.groupBy(steps, ({ resource: { parent, type } }) =>
        outer.has(parent) ? `${parent} ${type}` : parent,
    );
    const rows = [...groups.values()].map(group => {
        const { parent, type } = group[0]!.resource;
        const counts = Map.groupBy(group, ({ stage }) => stage);
        return {
            title: outer.has(parent) ? typeName(type) : known.get(parent!)!.name,
            stages: new Map([...counts].map(([stage, { length }]) => [stage, length])),
            first: Math.min(...counts.keys()),
            last: Math.max(...counts.keys()),
        };
    });
    return rows.sort((a, b) => a.first - b.first || a.last - b.last);
}
