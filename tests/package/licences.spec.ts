import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import typescript from "typescript";
import { folder, manifest, pack, root, run } from "./npm.ts";

const evaluator = "@cloud-copilot/";

interface Locked {
    dev?: boolean;
    license?: string;
    dependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
}

const locked: Record<string, Locked> = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** What a file imports, as it is written there. */
const imports = (file: string): string[] =>
    typescript.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles.map(({ fileName }) => fileName);

/** A file and all files that it imports, directly or not, with what they import of packages. */
function reached(file: string, files = new Set<string>(), packages = new Set<string>()) {
    if (files.has(file)) return { files, packages };
    files.add(file);
    for (const name of imports(file))
        if (!name.startsWith(".")) packages.add(name);
        else if (/\.[jt]s$/.test(name)) reached(resolve(dirname(file), name), files, packages);
    return { files, packages };
}

describe("the policy evaluator of the tests, which is AGPL-3.0", () => {
    it("is a dependency of development, as all that is under that licence", () => {
        assert.ok(Object.keys(manifest.devDependencies).some(name => name.startsWith(evaluator)));
        const agpl = Object.entries(locked).filter(([, { license }]) => /AGPL/.test(license ?? ""));
        assert.deepEqual(agpl.map(([path]) => nameOf(path)).toSorted(), [
            "@cloud-copilot/iam-policy",
            "@cloud-copilot/iam-simulate",
            "@cloud-copilot/iam-utils",
        ]);
        for (const [path, { dev }] of agpl) assert.equal(dev, true, path);
    });

    it("is needed by nothing that is installed with the package", () => {
        const seen = new Set<string>();
        const look = (name: string) => {
            if (seen.has(name)) return;
            seen.add(name);
            for (const [path, { dependencies, peerDependencies }] of Object.entries(locked))
                if (path && nameOf(path) === name)
                    for (const next of Object.keys({ ...dependencies, ...peerDependencies })) look(next);
        };
        for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) look(name);
        assert.ok(seen.has("semver") && seen.has("@pulumi/pulumi"));
        assert.deepEqual(
            [...seen].filter(name => name.startsWith(evaluator)),
            [],
        );
    });

    it("is named in no file of the tarball but package.json, as a development dependency, and the page on the lab", () => {
        const { path, files } = pack();
        const home = folder();
        run(home, "tar", "-xzf", path);
        const naming = files.filter(file =>
            readFileSync(join(home, "package", file), "utf8").includes("cloud-copilot"),
        );
        assert.deepEqual(naming.toSorted(), ["docs/lab.md", "package.json"]);
    });

    it("is imported by nothing that runs without the tests: component, program, lab", () => {
        const entries = ["index.ts", "components", "stack", "lab"].flatMap(place =>
            place.endsWith(".ts")
                ? [place]
                : readdirSync(join(root, place), { recursive: true, encoding: "utf8" })
                      .filter(path => /(?<!\.d)\.[jt]s$/.test(path))
                      .map(path => join(place, path)),
        );
        assert.ok(entries.length > 200);
        for (const entry of entries) {
            const { files, packages } = reached(join(root, entry));
            assert.deepEqual(
                [...packages].filter(name => name.startsWith(evaluator)),
                [],
                entry,
            );
            for (const file of files) assert.ok(!file.startsWith(join(root, "tests")), `${entry} imports ${file}`);
        }
    });
});
