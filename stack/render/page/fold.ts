import { type Html, html, type Part } from "./html.ts";

/** Collapsible content. */
export const fold = (summary: Part, content: Part): Html => html`
    <details><summary>${summary}</summary>
    ${content}
    </details>`;

/** A collapsible listing of a text. */
export const listing = (summary: Part, text: string): Html => fold(summary, html`<pre>${text}</pre>`);
