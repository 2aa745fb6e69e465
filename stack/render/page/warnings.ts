import { number } from "../numbers.ts";
import { together } from "../warnings.ts";
import { html } from "./html.ts";
import type { Section } from "./section.ts";

/** What was found odd. */
export const warnings = (warnings: string[]): Section => ({
    id: "warnings",
    title: "Warnings",
    brief: warnings.length ? number(warnings.length) : "none",
    content: warnings.length
        ? html`<ul>${together(warnings).map(warning => html`<li class="warning">${warning}</li>\n`)}</ul>`
        : undefined,
});
