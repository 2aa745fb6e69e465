import { type Html, html, type Part } from "./html.ts";

/** A table column. The first column is the row header. */
export interface Column<T> {
    title: string;
    cell: (item: T) => Part;
    /** Right-aligns numbers. */
    numbers?: boolean;
}

export interface Table<T> {
    /** Id of the table's heading. */
    labelledBy: string;
    columns: Column<T>[];
    /** Row id, as a link target. */
    id?: (item: T) => string;
    /** Content below a row, over the full width. */
    below?: (item: T) => Html;
}

/** A table. On narrow screens each row is a block, and cells show their column's title. */
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

/** Cell content on separate lines; a dash if empty. */
export const lines = (parts: Part[]): Part =>
    parts.length === 0 ? "–" : parts.length === 1 ? parts : html`<ul>${parts.map(part => html`<li>${part}</li>`)}</ul>`;
