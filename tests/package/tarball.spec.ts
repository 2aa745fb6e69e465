import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, parse } from "node:path";
import { pack, root } from "./npm.ts";

describe("the tarball", () => {
    it("holds both builds of components/ with their types, README, licence and package.json, and nothing else", () => {
        const modules = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
            .filter(path => path.endsWith(".ts"))
            .map(path => join(parse(path).dir, parse(path).name));
        const built = ["esm", "cjs"].flatMap(build =>
            modules.flatMap(module => [`dist/${build}/${module}.js`, `dist/${build}/${module}.d.ts`]),
        );
        const expected = ["LICENSE", "README.md", "package.json", "dist/cjs/package.json", ...built];
        assert.deepEqual(pack().files.toSorted(), expected.toSorted());
    });
});
