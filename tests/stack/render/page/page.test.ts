import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Rendered } from "../../../../stack/offline/program.ts";
import { attributesOf, type Element, elementsIn, named, parsed, text, textOf } from "./markup.ts";
import { nothing, pageOf, render } from "./rendered.ts";

/** What loads nothing and runs nothing. */
const elementNames =
    "html head meta title style body header nav main section h1 h2 h3 p a b ul li dl div dt dd small span code pre " +
    "details summary table caption thead tbody tr th td svg rect";
const attributeNames =
    "lang charset http-equiv content name id href class role tabindex aria-label aria-labelledby aria-hidden scope " +
    "colspan data-title viewBox width height rx";

describe("the page of a render", () => {
    let dev: Rendered;
    let elements: Element[];
    before(async () => {
        dev = await render("dev");
        elements = elementsIn(parsed(pageOf(dev)));
    });

    it("has a language, a title and headings in order, the sections' in the overview too", () => {
        assert.equal(attributesOf(named(elements, "html")[0]!).lang, "en");
        assert.equal(text(named(elements, "title")[0]!), "Stack dev");
        const headings = named(elements, "h1", "h2", "h3", "h4", "h5", "h6");
        assert.deepEqual(
            headings.map(heading => [heading.tagName, text(heading)]),
            [
                ["h1", "Stack dev"],
                ["h2", "Warnings"],
                ["h2", "Allowed"],
                ["h2", "Node pools"],
                ["h2", "Node classes"],
                ["h2", "IAM documents"],
                ["h2", "Resources"],
                ...[1, 2, 3, 4, 5, 6, 7, 8].map(stage => ["h3", `Stage ${stage}`]),
                ["h2", "Helm values and other objects"],
                ["h2", "Assumed"],
                ["h2", "Outputs"],
            ],
        );
        assert.deepEqual(named(elementsIn(named(elements, "nav")[0]!), "a").map(text), [
            "Warnings none",
            "Allowed none",
            "Node pools 2",
            "Node classes 2",
            "IAM documents 7, at most 44% full",
            "Resources 44 in 8 stages",
            "Helm values and other objects 5",
            "Assumed 11",
            "Outputs 9",
        ]);
    });

    it("has landmarks, and each section its heading's name", () => {
        const body = named(elements, "body")[0]!;
        const landmarks = body.childNodes.filter(node => "tagName" in node);
        assert.deepEqual(
            landmarks.map(({ tagName }) => tagName),
            ["header", "nav", "main"],
        );
        for (const section of named(elements, "section")) {
            const [heading] = elementsIn(section);
            assert.equal(heading!.tagName, "h2");
            assert.equal(attributesOf(section)["aria-labelledby"], attributesOf(heading!).id);
        }
    });

    it("has every id once, and leads to nothing that has none", () => {
        const ids = elements.map(each => attributesOf(each).id).filter(id => id !== undefined);
        assert.deepEqual(
            ids.filter((id, index) => ids.indexOf(id) !== index),
            [],
        );
        const links = named(elements, "a").map(link => attributesOf(link).href);
        const labels = elements.map(each => attributesOf(each)["aria-labelledby"]).filter(id => id !== undefined);
        assert.deepEqual(
            [...links, ...labels.map(id => `#${id}`)].filter(href => !ids.includes(href?.slice(1) ?? "")),
            [],
        );
        assert.ok(links.every(href => href?.startsWith("#")));
    });

    it("has tables with a name, a head for every column or row, and rows as long as the head", () => {
        for (const table of named(elements, "table")) {
            const inside = elementsIn(table);
            assert.ok(attributesOf(table)["aria-labelledby"] ?? named(inside, "caption")[0]);
            const columns = named(inside, "th").filter(head => attributesOf(head).scope === "col");
            for (const row of named(named(inside, "tbody").flatMap(elementsIn), "tr")) {
                const [first, ...cells] = named(elementsIn(row), "th", "td");
                if (attributesOf(first!).colspan) {
                    assert.deepEqual([attributesOf(first!).colspan, cells], [`${columns.length}`, []]);
                    continue;
                }
                assert.deepEqual([first!.tagName, attributesOf(first!).scope], ["th", "row"]);
                assert.equal(cells.length + 1, columns.length);
            }
        }
    });

    it("refers to nothing outside, runs nothing, and forbids both", () => {
        const [style, ...more] = named(elements, "style");
        const hash = createHash("sha256").update(textOf(style!)).digest("base64");
        const [policy, first] = [named(elements, "meta")[1]!, elements.indexOf(style!)];
        assert.ok(elements.indexOf(policy) < first);
        assert.deepEqual(attributesOf(policy), {
            "http-equiv": "Content-Security-Policy",
            content: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
        });
        assert.deepEqual(more, []);
        assert.doesNotMatch(textOf(style!), /url\(|@import|@font-face/);
        const unknown = (found: string[], known: string) => found.filter(each => !known.split(" ").includes(each));
        assert.deepEqual(
            unknown(
                elements.map(({ tagName }) => tagName),
                elementNames,
            ),
            [],
        );
        assert.deepEqual(
            unknown(
                elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)),
                attributeNames,
            ),
            [],
        );
    });

    it("is the same every time", async () => {
        assert.equal(pageOf(await render("dev")), pageOf(dev));
    });

    it("is whole for a stack with nothing in it", () => {
        const elements = elementsIn(parsed(pageOf(nothing)));
        assert.equal(named(elements, "p").filter(each => text(each) === "None.").length, 8);
    });
});
