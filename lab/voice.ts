import { stripVTControlCharacters, styleText } from "node:util";

/** Says a line. What it is about, before a colon, stands out where the terminal has colour. */
export function say(line: string): void {
    const [, part = "", rest] = /^([\w ]+:)?(.*)$/s.exec(line)!;
    process.stdout.write(`${styleText("bold", part)}${rest}\n`);
}

/** Whether the terminal has colour, and nobody has asked for none. */
export const colour = process.stdout.hasColors?.() ?? false;

/** Passes Pulumi's output on, a line at a time, but for those that only say that something is under way. */
export function pulumiOutput(): (text: string) => void {
    let rest = "";
    return text => {
        const lines = (rest + text).split("\n");
        rest = lines.pop()!;
        for (const line of lines) if (!underWay.test(stripVTControlCharacters(line))) process.stdout.write(`${line}\n`);
    };
}

// What is said of a resource while it is made is said again at the end.
const underWay = /^@ |ing \(\d+s\) /;

// A terminal that was closed is no reason to leave things behind.
process.stdout.on("error", () => {});
