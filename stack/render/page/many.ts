import { html, type Part } from "./html.ts";

/** Number of items in one group. */
export const most = 50;

/** Shows items, in collapsible groups if there are many. */
export function many<T>(items: T[], nameOf: (item: T) => Part, show: (items: T[]) => Part): Part {
    if (items.length <= most) return show(items);
    return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => {
        const some = items.slice(index * most, (index + 1) * most);
        return html`
            <details class="many"><summary>${nameOf(some[0]!)} <span>to</span> ${nameOf(some.at(-1)!)} <small>${some.length}</small></summary>
            ${show(some)}
            </details>`;
    });
}
