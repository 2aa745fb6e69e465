import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../render.ts";

const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

/** Folders that are made when something runs. */
const made = ["node_modules", "dist", "out"];

/** The folders in a folder of the repository. */
const foldersIn = (path: string): string[] =>
    readdirSync(join(root, path), { withFileTypes: true })
        .filter(entry => entry.isDirectory() && !entry.name.startsWith(".") && !made.includes(entry.name))
        .map(({ name }) => `${path}${name}/`);

describe("docs/architecture.md", () => {
    const listed = [...page.matchAll(/^\| `([\w/-]+\/)` \|/gm)].map(([, folder]) => folder!);

    it("lists every folder of the repository, and of components, stack and lab", () => {
        const there = [...foldersIn(""), ...["components/", "stack/", "lab/"].flatMap(foldersIn)];
        assert.deepEqual(listed.toSorted(), there.toSorted());
    });

    it("draws only folders and files that exist", () => {
        const diagram = /```mermaid\n(.*?)```/s.exec(page)![1]!;
        const drawn = [...diagram.matchAll(/\b(?:stack|components)\/[\w.-]+/g)].map(([path]) => path);
        assert.deepEqual(
            drawn.filter(path => !existsSync(join(root, path))),
            [],
        );
    });
});
