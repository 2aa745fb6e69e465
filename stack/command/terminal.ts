import { styleText } from "node:util";

/** Maximum line length. */
export const width = 100;

/** Maximum number of lines of one kind; the rest is counted. */
const most = 20;

type Format = Parameters<typeof styleText>[0];

/** Text in a colour, if the terminal supports colours. `NO_COLOR` and `FORCE_COLOR` take precedence. */
export const paint = (format: Format, text: string): string => styleText(format, text, { stream: process.stdout });

/** Text on one line, cut off at a number of columns. */
export function fit(text: string, columns: number): string {
    const clean = text.replace(/\p{Cc}+/gu, " ");
    return clean.length <= columns ? clean : `${clean.slice(0, Math.max(0, columns - 1))}…`;
}

/** A titled section; nothing if it has no lines. */
export const section = (title: string, lines: string[]): string[] =>
    lines.length ? ["", paint("bold", fit(title, width)), ...lines] : [];

/** The first items, and a line that counts the others. */
export function first<T>(items: T[], noun: string): { shown: T[]; rest: string[] } {
    const left = items.length - most;
    return left > 1
        ? { shown: items.slice(0, most), rest: [`  … and ${left} more ${noun}`] }
        : { shown: items, rest: [] };
}

/** Rows in aligned columns. The widest columns are cut off to fit the line length. */
export function table(heads: string[], rows: string[][]): string[] {
    const gap = 2;
    const widths = heads.map((head, column) => Math.max(head.length, ...rows.map(row => row[column]!.length)));
    const excess = () => gap + widths.reduce((sum, each) => sum + each + gap, -gap) - width;
    for (let over = excess(); over > 0; over = excess()) {
        const widest = widths.indexOf(Math.max(...widths));
        const next = Math.max(0, ...widths.filter((_, column) => column !== widest));
        widths[widest] = Math.max(widths[widest]! - over, Math.min(next - 1, widths[widest]! - 1), 4);
    }
    const aligned = (row: string[]) =>
        `  ${row.map((cell, column) => fit(cell, widths[column]!).padEnd(widths[column]!)).join("  ")}`.trimEnd();
    return [...(heads.some(Boolean) ? [paint("dim", aligned(heads))] : []), ...rows.map(aligned)];
}

/** Text wrapped to the line length, between words if possible. */
export function bullet(text: string, start = "  - ", indent = "    "): string[] {
    const lines: string[] = [];
    let line = start;
    let empty = true;
    for (const word of text.replace(/\p{Cc}+/gu, " ").split(" ")) {
        let rest = word;
        if (!empty && line.length + 1 + rest.length > width) {
            lines.push(line);
            [line, empty] = [indent, true];
        }
        line += empty ? "" : " ";
        for (; line.length + rest.length > width; [line, rest] = [indent, rest.slice(width - line.length)])
            lines.push(line + rest.slice(0, width - line.length));
        line += rest;
        empty = false;
    }
    return [...lines, line];
}
