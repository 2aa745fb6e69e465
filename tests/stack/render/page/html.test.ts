import assert from "node:assert/strict";
import fc from "fast-check";
import { parseFragment } from "parse5";
import { html } from "../../../../stack/render/page/html.ts";
import { anyText, attributesOf, elementsIn, textOf } from "./markup.ts";

describe("markup", () => {
    it("has values escaped, markup in it as it is, lists one after the other, and nothing of what is undefined", () => {
        const { text } = html`<p title="${`"'`}">${"<b>&"}${html`<i>${1}</i>`}${["a", html`<br>`]}${undefined}</p>`;
        assert.equal(text, `<p title="&quot;&#39;">&lt;b&gt;&amp;<i>1</i>a<br></p>`);
    });

    it("has no indentation of the code, and all white space of values", () => {
        assert.equal(
            html`
            <pre>${"a\n    b\t"}</pre>`.text,
            "\n<pre>a\n    b\t</pre>",
        );
    });

    it("writes out what can't be seen, and what turns the direction of text", () => {
        assert.equal(
            html`${"a\u202eb\u200bc\0d\re\ud800f\u2028g\uffff"}`.text,
            "a\\u{202e}b\\u{200b}c\\u{0}d\\u{d}e\\u{d800}f\\u{2028}g\\u{ffff}",
        );
    });

    it("keeps any value as text, and as one attribute", () => {
        fc.assert(
            fc.property(anyText, value => {
                const seen = value.replace(
                    /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu,
                    char => `\\u{${char.codePointAt(0)!.toString(16)}}`,
                );
                const [element, ...more] = elementsIn(parseFragment(html`<p title="${value}">${value}</p>`.text));
                assert.deepEqual(more, []);
                assert.deepEqual(attributesOf(element!), { title: seen });
                assert.equal(textOf(element!), seen);
            }),
        );
    });
});
