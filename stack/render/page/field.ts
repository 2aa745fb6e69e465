import { html, type Part } from "./html.ts";

/** A spec field as text. */
export const text = (value: unknown): string =>
    value === undefined ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Formats a map. A map that is secret or unknown as a whole is a single text. */
export function all(field: unknown, format: (map: Record<string, any>) => Part[]): Part[] {
    if (field === undefined || field === null) return [];
    return typeof field === "object" ? format(field) : [String(field)];
}

/** Formats each entry of a list or a map. */
export function each(field: unknown, format: (entry: any) => Part): Part[] {
    return all(field, field => {
        const entries = Array.isArray(field) ? field : Object.entries(field);
        return entries
            .map(entry => (typeof entry === "object" && entry !== null ? format(entry) : text(entry)))
            .filter(part => part !== undefined);
    });
}

/** Each key with its value, without undefined ones. */
export const pairs = (field: unknown): Part[] =>
    each(field, ([key, value]) => (value === undefined ? undefined : html`<b>${key}</b> ${text(value)}`));
