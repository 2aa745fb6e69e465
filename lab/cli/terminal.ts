import { stripVTControlCharacters, styleText } from "node:util";

/** Prints a line. The subject before its colon is highlighted if the terminal supports colours. */
export function say(line: string): void {
    process.stdout.write(`${line.replace(/^[\w ]+:/, part => styleText("bold", part))}\n`);
}

/** Whether the terminal supports colours and they are not disabled. */
export const colour = process.stdout.hasColors?.() ?? false;

/** Prints Pulumi's output by lines, without those on operations in progress. */
export function pulumiOutput(): (text: string) => void {
    let rest = "";
    return text => {
        const lines = (rest + text).split("\n");
        rest = lines.pop()!;
        for (const line of lines) if (!underWay.test(stripVTControlCharacters(line))) process.stdout.write(`${line}\n`);
    };
}

// The engine repeats a resource's messages at the end.
const underWay = /^@ |^ .. {1,2}\S+:\S+ \S+ +(\w+ing \(\d+s\)|warning:|error:) /;

// A closed terminal must not keep the lab from cleaning up.
process.stdout.on("error", () => {});
