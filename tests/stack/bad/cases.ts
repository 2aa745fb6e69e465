import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;

/** A stack file that is wrong, and every line that is said of it. */
export interface Case {
    /** What is wrong with it: its first comment. */
    name: string;
    text: string;
    lines: string[];
}

/** The cases of a file: stack files between lines of `---`, each after its name and before its lines, which stand in comments as `#>`. */
const casesOf = (file: string): Case[] =>
    readFileSync(join(folder, file), "utf8")
        .split(/^---\n/m)
        .map(text => ({
            name: /^# (.*)$/m.exec(text)?.[1] ?? "",
            text,
            lines: [...text.matchAll(/^#> (.*)$/gm)].map(([, line]) => line!),
        }));

/** The cases by theme. */
export const themes: [theme: string, cases: Case[]][] = readdirSync(folder)
    .filter(file => file.endsWith(".yaml"))
    .map(file => [file.replace(".yaml", ""), casesOf(file)]);
