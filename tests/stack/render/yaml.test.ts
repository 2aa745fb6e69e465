import assert from "node:assert/strict";
import fc from "fast-check";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { parse } from "yaml";
import { yaml } from "../../../stack/render/documents.ts";

/** Strings that are something else in one version of YAML or the other, unless they are quoted. */
const ambiguous = [
    ...[
        "yes",
        "NO",
        "on",
        "Off",
        "y",
        "N",
        "true",
        "null",
        "~",
        "",
        "=",
        "<<",
        "1.33",
        "1e3",
        "0o7",
        "07",
        "0x1F",
        "0b11",
    ],
    ...[
        "1_000",
        "+1",
        "-0",
        ".5",
        "1.",
        ".inf",
        ".NaN",
        "12:30",
        "190:20:30",
        "2026-01-01",
        "2026-01-01 12:30:00",
        "---",
    ],
    ...[
        "- a",
        "a: b",
        "a:",
        "# a",
        "a #b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "?",
        "'",
        '"',
        "1h",
    ],
];
const readers = {
    "yaml 1.1": (text: string) => parse(text, { version: "1.1" }),
    "yaml 1.2": (text: string) => parse(text, { version: "1.2" }),
    "js-yaml 1.1": (text: string) => load(text, { schema: YAML11_SCHEMA }),
    "js-yaml 1.2": (text: string) => load(text, { schema: CORE_SCHEMA }),
};

describe("YAML that the render writes", () => {
    for (const [reader, read] of Object.entries(readers)) {
        it(`reads back equal, key by key and in order, by ${reader}`, () => {
            const near = fc.string({ unit: fc.constantFrom(..."0123456789.eExobB_:+-~#any'\"[]{},&*!|>%@`?=<") });
            // `yaml` takes `.`, `e0` and `08_` for numbers that are none; what is a number is made as one.
            const misread = /^[-+]?(0[xbo])?[\da-f_.:]*([-+]\d+)?$/i;
            const text = fc.oneof(near, fc.string()).filter(text => !misread.test(text));
            const number = fc.oneof(fc.integer(), fc.double()).map(String);
            const string = fc.oneof(fc.constantFrom(...ambiguous), number, text);
            const leaf = fc.oneof(string, string, fc.integer(), fc.boolean(), fc.constant(null));
            const { value } = fc.letrec(tie => ({
                value: fc.oneof(leaf, fc.array(tie("value")), fc.dictionary(string, tie("value"))),
            }));
            fc.assert(
                fc.property(value, value => {
                    assert.equal(JSON.stringify(read(yaml({ value }))), JSON.stringify({ value }));
                }),
                { numRuns: 100 },
            );
        });

        it(`keeps every string a string, a key as well, by ${reader}`, () => {
            const value = { list: ambiguous, keys: Object.fromEntries(ambiguous.map(text => [text, text])) };
            assert.deepEqual(read(yaml(value)), value);
        });
    }

    it("says what is there twice twice, and keeps text in lines", () => {
        const shared = { a: "1" };
        const script = "#!/bin/bash\necho a: b\n";
        assert.equal(
            yaml({ one: shared, two: shared, script, none: undefined }),
            'one:\n  a: "1"\ntwo:\n  a: "1"\nscript: |\n  #!/bin/bash\n  echo a: b\n',
        );
    });
});
