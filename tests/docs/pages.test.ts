import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize, relative } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import packageFile from "../../package.json" with { type: "json" };
import schema from "../../stack/schema.json" with { type: "json" };
import { root } from "../render.ts";
import { render } from "../stack/render/page/rendered.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const isPage = (file: string): boolean => file.endsWith(".md");
const pages = [...readdirSync(root).filter(isPage), ...readdirSync(join(root, "docs")).map(file => `docs/${file}`)]
    .filter(isPage)
    .sort();

/** A page without its blocks of code. */
const prose = (page: string): string => read(page).replace(/^```.*?^```/gms, "");

/** The blocks of code in a language. */
const blocks = (page: string, language: string): string[] =>
    [...read(page).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text!);

/** The anchors of a page, as GitHub makes them from its headings. */
const anchors = (page: string): string[] =>
    [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        title!
            .toLowerCase()
            .replace(/[^\w\- ]/g, "")
            .replaceAll(" ", "-"),
    );

/** The links of a page that lead to no other site, as paths in the repository with their anchors. */
const links = (page: string): { path: string; anchor: string }[] =>
    [...prose(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(([, path, anchor]) => ({
        path: path ? normalize(join(dirname(page), path)) : page,
        anchor: anchor!,
    }));

describe("the docs", () => {
    for (const page of pages)
        it(`${page} links to what there is`, () => {
            for (const { path, anchor } of links(page)) {
                assert.ok(existsSync(join(root, path)), path);
                if (anchor) assert.ok(anchors(path).includes(anchor), `${path}#${anchor}`);
            }
        });

    it("link to nothing that the package does not hold", () => {
        const shipped = [...packageFile.files, "README.md", "LICENSE", "package.json"];
        const beside = pages
            .flatMap(links)
            .filter(({ path }) => !shipped.some(file => `${path}/`.startsWith(`${file}/`)));
        assert.deepEqual(beside, []);
    });

    it("have a README of at most 250 lines, which links to every page and every stack", () => {
        assert.ok(read("README.md").split("\n").length <= 251);
        const linked = new Set(links("README.md").map(({ path }) => path));
        const stacks = readdirSync(join(root, "examples")).filter(file => file.startsWith("Pulumi."));
        const expected = [...pages.filter(page => page !== "README.md"), ...stacks.map(file => `examples/${file}`)];
        assert.deepEqual(
            expected.filter(path => !linked.has(path)),
            [],
        );
    });

    it("have pictures of less than 200 kB", () => {
        for (const file of readdirSync(join(root, "docs/images"))) {
            const path = join(root, "docs/images", file);
            assert.equal(readFileSync(path).subarray(1, 4).toString(), "PNG");
            assert.ok(statSync(path).size < 200_000, file);
        }
    });

    it("name scripts and files of the repository that exist", () => {
        for (const page of pages) {
            for (const [, script] of read(page).matchAll(/npm run (?:-s )?([\w:]+)/g))
                assert.ok(script! in packageFile.scripts, `${page}: npm run ${script}`);
            // Its folders have a test of their own.
            if (page === "docs/architecture.md") continue;
            for (const [, path] of prose(page).matchAll(/`((?:tests|lab|stack|examples)\/[\w./-]+)`/g))
                assert.ok(existsSync(join(root, path!)), `${page}: ${path}`);
        }
    });

    it("do not use the project's private words", () => {
        const examples = readdirSync(join(root, "examples")).filter(file => file.startsWith("Pulumi."));
        const stated = [...pages, "Pulumi.yaml", "Pulumi.dev.yaml", "stack/schema.json"];
        for (const path of [...stated, ...examples.map(file => `examples/${file}`)])
            assert.doesNotMatch(read(path), /\bseeds?\b/i, path);
    });
});

describe("the code in the docs", () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    const folder = mkdtempSync(join(tmpdir(), "docs-"));
    after(() => rmSync(folder, { recursive: true }));

    const all = pages.flatMap(page => blocks(page, "yaml").map(text => [page, text] as const));
    const stacks = all.filter(([, text]) => text.includes("eks-karpenter:cluster:"));

    for (const [page, text] of stacks)
        it(`${page} has a stack that renders without a warning: ${text.split("\n")[0]}`, async () => {
            const file = join(folder, "Pulumi.t.yaml");
            writeFileSync(file, text);
            assert.deepEqual((await render("t", file)).warnings, []);
        });

    it("has parts of stacks that the schema accepts", () => {
        for (const [page, text] of all) {
            const block = parse(text);
            const config = { "eks-karpenter:cluster": { name: "dev" }, ...(block.config ?? block) };
            const placed = JSON.parse(JSON.stringify(config).replaceAll("PARTITION", "aws"));
            assert.ok(validate({ config: placed }), `${page}: ${text}${JSON.stringify(validate.errors)}`);
        }
    });

    it("has TypeScript in README.md that is part of the example program", () => {
        const program = read("examples/program/index.ts");
        const given = blocks("README.md", "typescript");
        assert.equal(given.length, 1);
        for (const text of given) assert.ok(program.includes(text), relative(root, "README.md"));
    });
});
