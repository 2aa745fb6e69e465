import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, parse, relative } from "node:path";
import { pack, root } from "./npm.ts";

describe("the tarball", () => {
    it("holds both builds of components/ with their types, docs and examples, and nothing else", () => {
        const filesIn = (folder: string) =>
            readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
                .filter(entry => entry.isFile())
                .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
        const modules = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
            .filter(path => path.endsWith(".ts"))
            .map(path => join(parse(path).dir, parse(path).name));
        const built = ["esm", "cjs"].flatMap(build =>
            modules.flatMap(module => [`dist/${build}/${module}.js`, `dist/${build}/${module}.d.ts`]),
        );
        const pages = ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"];
        const expected = [
            ...pages,
            "package.json",
            "dist/cjs/package.json",
            ...built,
            ...["docs", "examples"].flatMap(filesIn),
        ];
        assert.deepEqual(pack().files.toSorted(), expected.toSorted());
    });
});
