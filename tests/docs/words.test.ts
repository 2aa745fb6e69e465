import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../render.ts";
import exceptions from "./words.json" with { type: "json" };
import { words } from "./words.ts";

/** The files below a folder with an ending. */
const below = (folder: string, ending: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter(file => file.endsWith(ending) && !file.includes("node_modules"))
        .map(file => `${folder}/${file}`);

const inRoot = readdirSync(root).filter(file => file.endsWith(".md") || file.startsWith("Pulumi."));
const files = [
    "index.ts",
    ...inRoot,
    ...["components", "stack", "lab", "examples"].flatMap(folder => below(folder, ".ts")),
    ...below("docs", ".md"),
    ...below("examples", ".yaml"),
].sort();

describe("the words of comments, rules and pages", () => {
    it("are plain, with exceptions by file that only become fewer", () => {
        const found = files.map(file => [file, words(file, readFileSync(join(root, file), "utf8"))] as const);
        const kept: { [file: string]: number } = exceptions;
        const more = found.filter(([file, { length }]) => length > (kept[file] ?? 0)).flatMap(([, all]) => all);
        assert.deepEqual(more, [], more.join("\n"));
        const counts = found.filter(([, all]) => all.length > 0).map(([file, { length }]) => [file, length]);
        assert.deepEqual(kept, Object.fromEntries(counts), "tests/docs/words.json must hold what is left, and no more");
    });

    it("are found where they are, in doc comments, rules, pages and comments of YAML", () => {
        const found = (path: string, text: string) => words(path, text).map(each => each.split(": ", 2).join(": "));
        const source = `/** What it does. */
/**
 * The size, two at
 * least; \`but for\` none. What follows is no opening.
 */
const says = "without a word"; // passes over
const rule = { says: "a pool stands, as much as \`says\`" };
`;
        assert.deepEqual(found("a.ts", source), [
            'a.ts:1: "What"',
            'a.ts:3: "at least"',
            'a.ts:7: "stands"',
            'a.ts:7: "as much as"',
        ]);
        const page = "What is said\n```\nsaid\n```\n<!-- BEGIN a -->\nsaid\n<!-- END a -->\nbut\nfor one\n";
        assert.deepEqual(found("a.md", page), ['a.md:1: "said"', 'a.md:8: "but for"']);
        assert.deepEqual(found("a.yaml", "says: 1 # beside it\n# as pools say\n"), [
            'a.yaml:1: "beside"',
            'a.yaml:2: "say"',
        ]);
    });
});
