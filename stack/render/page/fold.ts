import { type Html, html, type Part } from "./html.ts";

/** What is shown once it is asked for. */
export const fold = (summary: Part, content: Part): Html => html`
    <details><summary>${summary}</summary>
    ${content}
    </details>`;

/** A text as it stands in a file, once it is asked for. */
export const listing = (summary: Part, text: string): Html => fold(summary, html`<pre>${text}</pre>`);
