import { number } from "../numbers.ts";
import { Html, html, type Part } from "./html.ts";
import { most } from "./many.ts";
import type { Column } from "./table.ts";

/** Maximum number of distinct values listed; more are only counted. */
const few = 6;

/** A summary of long tables: each column's distinct values and their frequency. */
export function differences<T>(nouns: string, [, ...columns]: Column<T>[], items: T[]): Part {
    if (items.length <= most) return undefined;
    return html`
        <table class="differences">
        <caption>Common values and differences of ${number(items.length)} ${nouns}</caption>
        <tbody>${columns.map(column => row(column, items))}</tbody>
        </table>`;
}

function row<T>({ title, cell }: Column<T>, items: T[]): Html {
    const same = [...Map.groupBy(items, item => html`${cell(item)}`.text)].sort(([, a], [, b]) => b.length - a.length);
    const values = same.map(([text, { length }]) => {
        const often = length < items.length ? html` <small>${number(length)}</small>` : undefined;
        return html`<li>${new Html(text)}${often}</li>`;
    });
    return html`
        <tr><th scope="row">${title}</th>
        <td>${same.length > few ? `${number(same.length)} different` : html`<ul>${values}</ul>`}</td></tr>`;
}
