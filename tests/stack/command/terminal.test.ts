import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { bullet, first, fit, table, width } from "../../../stack/command/terminal.ts";

const text = fc.string({ maxLength: 300 });

describe("text on the terminal", () => {
    it("is never wider than 100 columns", () => {
        fc.assert(
            fc.property(text, fc.array(fc.tuple(text, text, text), { minLength: 1 }), (sentence, rows) => {
                for (const line of [...bullet(sentence), ...table(["A", "B", "C"], rows)])
                    assert.ok(line.length <= width, `${line.length}: ${line}`);
            }),
        );
    });

    it("loses nothing where it is broken into lines", () => {
        const word = fc.stringMatching(/^[a-z]{1,250}$/);
        fc.assert(
            fc.property(fc.array(word, { minLength: 1 }), words => {
                const lines = bullet(words.join(" ")).map(line => line.slice(4));
                assert.equal(lines.join("").replaceAll(" ", ""), words.join(""));
            }),
        );
    });

    it("has its control characters taken out and what is too long cut", () => {
        assert.equal(fit("a\u001b[31m\nb", 20), "a [31m b");
        assert.equal(fit("abcdef", 4), "abc…");
    });

    it("is cut after twenty of a kind, with the number of the rest", () => {
        const numbers = Array.from({ length: 22 }, (_, n) => n);
        assert.deepEqual(first(numbers, "things"), {
            shown: numbers.slice(0, 20),
            rest: ["  … and 2 more things"],
        });
        assert.deepEqual(first(numbers.slice(1), "things"), { shown: numbers.slice(1), rest: [] });
    });

    it("is aligned in a table, whose widest column gives way", () => {
        assert.deepEqual(table(["NAME", "VALUE"], [["a", "x".repeat(200)]]).map(stripVTControlCharacters), [
            "  NAME  VALUE",
            `  a     ${"x".repeat(91)}…`,
        ]);
    });
});
