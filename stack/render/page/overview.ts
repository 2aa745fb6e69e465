import type { Rendered } from "../../offline/program.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";

/** The page's header: stack, cluster, and links to the sections. */
export function overview({ stack, about, outputs, assumed }: Rendered, sections: Section[]): Html {
    const version = outputs[0]?.version;
    const facts = [...about, ...(version === undefined ? [] : [{ what: "Karpenter version", value: String(version) }])];
    const isAssumed = (what: string) => assumed.some(each => each.what === what);
    const fact = ({ what, value }: (typeof facts)[number]) => html`
        <div><dt>${what}</dt><dd>${value}${isAssumed(what) ? html` <small>assumed</small>` : undefined}</dd></div>`;
    return html`
        <header>
        <h1>Stack ${stack}</h1>
        <p>The resources that <code>pulumi up</code> creates, rendered without AWS and without a cluster.</p>
        <dl>${facts.map(fact)}</dl>
        </header>
        <nav aria-label="On this page">
        <ul>${sections.map(({ id, title, brief }) => html`<li><a href="#${id}">${title} <span>${brief}</span></a></li>\n`)}</ul>
        </nav>`;
}
