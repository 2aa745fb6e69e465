import type { Assumption } from "../../offline/facts.ts";
import { number } from "../numbers.ts";
import { html } from "./html.ts";
import type { Section } from "./section.ts";
import { type Column, table } from "./table.ts";

const columns: Column<Assumption>[] = [
    { title: "Fact", cell: ({ what }) => what },
    { title: "Value", cell: ({ value }) => html`<code>${value}</code>` },
    { title: "Set by", cell: ({ statedBy }) => statedBy },
];

/** Assumed facts, each with the config key that sets it. */
export const assumed = (assumed: Assumption[]): Section => ({
    id: "assumed",
    title: "Assumed",
    brief: number(assumed.length),
    content: assumed.length
        ? [
              html`<p>Config does not set these. Each is shown with the key that sets it, or the step that looks it up.</p>`,
              table({ labelledBy: "assumed", columns }, assumed),
          ]
        : undefined,
});
