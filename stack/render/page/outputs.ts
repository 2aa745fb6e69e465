import { yaml } from "../documents.ts";
import { number } from "../numbers.ts";
import { listing } from "./fold.ts";
import { html, type Part } from "./html.ts";
import type { Section } from "./section.ts";
import { type Column, lines, table } from "./table.ts";

type Output = [name: string, value: unknown];

const columns: Column<Output>[] = [
    { title: "Name", cell: ([name]) => name },
    { title: "Value", cell: ([, value]) => shown(value) },
];

/** The stack's outputs. */
export function outputs(outputs: Record<string, unknown>): Section {
    const all = Object.entries(outputs);
    return {
        id: "outputs",
        title: "Outputs",
        brief: number(all.length),
        content: all.length ? table({ labelledBy: "outputs", columns }, all) : undefined,
    };
}

/** A short list as lines, larger values as a collapsible document. */
function shown(value: unknown): Part {
    if (typeof value !== "object" || value === null) return html`<code>${String(value)}</code>`;
    const isList = Array.isArray(value) && value.every(item => typeof item === "string");
    if (isList && value.length <= 10) return lines(value.map(item => html`<code>${item}</code>`));
    return listing(isList ? `${number(value.length)} entries` : "Document", yaml(value));
}
