import { grouped } from "../group-messages.ts";
import { number } from "../numbers.ts";
import { html } from "./html.ts";
import type { Section } from "./section.ts";

const list = (found: string[]) =>
    html`<ul>${grouped(found).map(text => html`<li class="warning">${text}</li>\n`)}</ul>`;

/** Warnings. */
export const warnings = (found: string[]): Section => ({
    id: "warnings",
    title: "Warnings",
    brief: found.length ? number(found.length) : "none",
    content: found.length ? list(found) : undefined,
});

/** Findings that `checks.allow` permits, each with its reason. */
export const allowed = (found: string[]): Section => ({
    id: "allowed",
    title: "Allowed",
    brief: found.length ? number(found.length) : "none",
    content: found.length
        ? [
              html`<p>Rules reject these or warn of them. <code>checks.allow</code> permits them, each with a reason.</p>`,
              list(found),
          ]
        : undefined,
});
