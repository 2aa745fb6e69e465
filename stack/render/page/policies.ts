import { json, type Policy } from "../documents.ts";
import { counted, number, percent } from "../numbers.ts";
import { listing } from "./fold.ts";
import { html, type Part } from "./html.ts";
import { many } from "./many.ts";
import type { Section } from "./section.ts";
import { type Column, table } from "./table.ts";

const columns: Column<Policy>[] = [
    { title: "Document", cell: ({ name }) => name },
    { title: "Kind", cell: ({ kind }) => kind },
    { title: "Size", cell: ({ size }) => number(size), numbers: true },
    { title: "Limit", cell: ({ limit }) => number(limit), numbers: true },
    { title: "Used", cell: ({ size, limit }) => used(percent(size, limit)) },
];

/** IAM documents, each with its share of its quota. */
export function policies(policies: Policy[]): Section {
    const below = ({ document }: Policy) => listing(statements(document), json(document));
    const show = (some: Policy[]) => table({ labelledBy: "iam-documents", columns, below }, some);
    const fullest = Math.max(...policies.map(({ size, limit }) => percent(size, limit)));
    return {
        id: "iam-documents",
        title: "IAM documents",
        brief: policies.length ? `${number(policies.length)}, at most ${fullest}% full` : "0",
        content: policies.length
            ? [
                  html`<p>Sizes are in characters without white space, as IAM counts them.</p>`,
                  many(policies, ({ name }) => name, show),
              ]
            : undefined,
    };
}

const statements = (document: any): Part =>
    Array.isArray(document?.Statement) ? counted(document.Statement.length, "statement") : "Document";

/** A bar with its percentage. */
const used = (percent: number): Part => html`
    <svg class="${percent > 90 ? "bar full" : "bar"}" viewBox="0 0 100 8" aria-hidden="true">
    <rect width="100" height="8" rx="2"/><rect width="${Math.min(percent, 100)}" height="8" rx="2"/>
    </svg> ${percent}%`;
