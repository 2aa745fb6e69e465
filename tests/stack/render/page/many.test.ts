import assert from "node:assert/strict";
import type { Manifest } from "../../../../stack/render/documents.ts";
import { page } from "../../../../stack/render/page/page.ts";
import { attributesOf, cellsOf, elementsIn, named, parsed, text } from "./markup.ts";
import { nothing } from "./rendered.ts";

const pool = (_: unknown, index: number): Manifest => ({
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: `n${index}` },
    spec: { weight: index < 2 ? 10 : undefined, limits: { cpu: index } },
});

/** What the page has of so many node pools. */
function pools(count: number) {
    const manifests = Array.from({ length: count }, pool);
    const sections = named(elementsIn(parsed(page(nothing, { policies: [], values: [], manifests }))), "section");
    return elementsIn(sections[2]!);
}

describe("a thousand pools on the page of a render", () => {
    it("are shown fifty at once, as many as are asked for", () => {
        const groups = named(pools(1000), "details").filter(each => attributesOf(each).class === "many");
        assert.equal(groups.length, 20);
        const last = elementsIn(groups[19]!);
        assert.equal(text(named(last, "summary")[0]!), "n950 to n999 50");
        assert.equal(named(last, "pre").length, 50);
    });

    it("come after what they have in common, and where they differ", () => {
        const [differences] = named(pools(1000), "table");
        const rows = new Map(cellsOf(differences!).map(([title, values]) => [title, values]));
        assert.deepEqual(
            ["Weight", "Limits", "Node class"].map(title => rows.get(title)),
            ["– 99810 2", "1,000 different", "–"],
        );
    });

    it("are too many to stand in one table, as fifty do", () => {
        assert.deepEqual(
            [50, 51].map(count => named(pools(count), "table").length),
            [1, 3],
        );
    });
});
