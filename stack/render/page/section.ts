import { type Html, html, type Part } from "./html.ts";

/** A section of the page. */
export interface Section {
    id: string;
    title: string;
    /** A summary of a few words for the overview. */
    brief: string;
    /** Undefined if the stack has none. */
    content: Part;
}

export const section = ({ id, title, content }: Section): Html => html`
    <section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content ?? html`<p>None.</p>`}
    </section>
    `;
