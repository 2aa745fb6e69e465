import assert from "node:assert/strict";
import fc from "fast-check";
import type { Rendered } from "../../../../stack/offline/program.ts";
import { documentsOf } from "../../../../stack/render/documents.ts";
import { page } from "../../../../stack/render/page/page.ts";
import { anyText, attributesOf, type Element, elementsIn, named, parsed, rowsIn, text, textOf } from "./markup.ts";
import { hidden, poisoned } from "./poison.ts";
import { render } from "./rendered.ts";

/** Elements, their attributes and where they lead: everything but what is said. */
const shape = (elements: Element[]) => elements.map(each => [each.tagName, attributesOf(each)]);

describe("hostile names and values on the page of a render", () => {
    let dev: Rendered;
    let harmless: Element[];
    before(async () => {
        dev = await render("dev");
        harmless = poisonedPage("x");
    });
    const poisonedPage = (poison: string) =>
        elementsIn(parsed(page(poisoned(dev, poison), poisoned(documentsOf(dev), poison))));

    for (const poison of [
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</pre></details></title></textarea>-->",
        '" onmouseover="alert(1)" x="',
        "' onmouseover='alert(1)' x='",
        "javascript:alert(1)",
        "<img src=x onerror=alert(1)>",
        "<!-- <![CDATA[ &lt; &#60; ${1} `",
    ])
        it(`are text and nothing else: ${poison}`, () => {
            const elements = poisonedPage(poison);
            assert.deepEqual(shape(elements), shape(harmless));
            assert.equal(text(named(elements, "title")[0]!), `Stack dev${poison}`);
            assert.equal(text(named(elements, "h1")[0]!), `Stack dev${poison}`);
            assert.equal(rowsIn(elements, "node-pools")[1]![0], `arm64${poison}`);
            const manifest = textOf(named(elements, "pre")[0]!);
            assert.ok(manifest.includes(JSON.stringify(poison).slice(1, -1)) || manifest.includes(poison));
        });

    it("are text and nothing else, whatever they are", () => {
        fc.assert(
            fc.property(anyText, poison => {
                assert.deepEqual(shape(poisonedPage(`x${poison}`)), shape(harmless));
            }),
            { numRuns: 5 },
        );
    });

    it("may be texts where fields have lists and maps: secret as a whole, or not known yet", () => {
        const fields = ["requirements", "budgets", "limits", "disruption", "amiSelectorTerms", "tags"];
        const documents = documentsOf(dev);
        const manifests = hidden(documents.manifests, fields);
        const elements = elementsIn(parsed(page(dev, { ...documents, manifests })));
        assert.deepEqual(rowsIn(elements, "node-pools")[1], [
            "arm64",
            "10",
            ...Array(5).fill("[secret]"),
            "expireAfter 720hterminationGracePeriod 1hlabel team=platform",
            "bottlerocket",
        ]);
        assert.deepEqual(rowsIn(elements, "node-classes")[1]!.slice(0, 4), [
            "bottlerocket",
            "[secret]",
            "dev-nodeRole",
            "[secret]",
        ]);
    });
});
