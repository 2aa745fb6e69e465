import { stripVTControlCharacters, styleText } from "node:util";

/** Says a line. What it is about, before a colon, stands out where the terminal has colour. */
export function say(line: string): void {
    process.stdout.write(`${line.replace(/^[\w ]+:/, part => styleText("bold", part))}\n`);
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

// What the engine says of a resource before it is done, it says again in the end.
const underWay = /^@ |^ .. {1,2}\S+:\S+ \S+ +(\w+ing \(\d+s\)|warning:|error:) /;

// A terminal that was closed is no reason to leave things behind.
process.stdout.on("error", () => {});
