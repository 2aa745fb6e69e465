import { type Html, html, type Part } from "./html.ts";

/** A column, with what stands in it for an item. The first one says what the item is. */
export interface Column<T> {
    title: string;
    cell: (item: T) => Part;
    /** Whether it holds numbers, which are put under one another. */
    numbers?: boolean;
}

export interface Table<T> {
    /** The id of the heading that says what the table holds. */
    labelledBy: string;
    columns: Column<T>[];
    /** An id for the row, where something leads to it. */
    id?: (item: T) => string;
    /** What stands under an item's row, over the whole width. */
    below?: (item: T) => Html;
}

/** A table. Where it is too narrow for its columns each row is a block, in which the column's title stands before each cell. */
export function table<T>({ labelledBy, columns, id, below }: Table<T>, items: T[]): Html {
    const row = (item: T) => html`
        <tr${id && html` id="${id(item)}"`}>${columns.map((column, index) => cell(column, index, item))}</tr>`;
    const under = (content: Html) => html`
        <tr><td colspan="${columns.length}">${content}</td></tr>`;
    const rows = items.map(item => [row(item), below && under(below(item))]);
    return html`
        <div class="${columns.length > 5 ? "table broad" : "table"}"><table aria-labelledby="${labelledBy}">
        <thead><tr>${columns.map(({ title, numbers }) => html`<th scope="col"${kind(numbers)}>${title}</th>`)}</tr></thead>
        ${below ? rows.map(each => html`<tbody>${each}</tbody>\n`) : html`<tbody>${rows}</tbody>`}
        </table></div>`;
}

function cell<T>({ title, cell, numbers }: Column<T>, index: number, item: T): Html {
    if (index === 0) return html`<th scope="row">${cell(item)}</th>`;
    return html`<td data-title="${title}"${kind(numbers)}>${cell(item)}</td>`;
}

const kind = (numbers = false): Part => (numbers ? html` class="number"` : undefined);

/** Several things in one cell, each on a line of its own; a dash where there are none. */
export const lines = (parts: Part[]): Part =>
    parts.length === 0 ? "–" : parts.length === 1 ? parts : html`<ul>${parts.map(part => html`<li>${part}</li>`)}</ul>`;
