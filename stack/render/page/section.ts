import { type Html, html, type Part } from "./html.ts";

/** A part of the page. */
export interface Section {
    id: string;
    title: string;
    /** What the overview says of it in a word or two. */
    brief: string;
    /** Nothing, where the stack has nothing of it. */
    content: Part;
}

export const section = ({ id, title, content }: Section): Html => html`
    <section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content ?? html`<p>None.</p>`}
    </section>
    `;
