import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import { Mistake } from "../../../stack/command/mistake.ts";
import { readStack } from "../../../stack/file/stack-file.ts";

describe("a stack's file", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "stack-file-"));
        writeFileSync(join(folder, "Pulumi.yaml"), "name: house\n");
    });
    after(() => rmSync(folder, { recursive: true }));

    const read = (text: string | Uint8Array) => {
        writeFileSync(join(folder, "Pulumi.test.yaml"), text);
        return readStack(folder, "test");
    };
    const told = (text: string | Uint8Array): string => {
        try {
            read(text);
        } catch (error) {
            assert.ok(RunError.isInstance(error), `not a RunError: ${(error as Error).stack}`);
            return error.message.replace(`${folder}/`, "");
        }
        return "nothing";
    };

    it("shows nothing of an alias that is not seen", () => {
        assert.match(told("config: *\u0001"), /unidentified alias "\\u0001"/);
    });

    // What the CLI made of them was seen with Pulumi 3.250.
    it("has each scalar as Pulumi hands it over", () => {
        const scalars: [written: string, handed: unknown][] = [
            ["1.30", 1.3],
            ["1.2.3", "1.2.3"],
            ["012", 10],
            ["012345670123", 1402433619],
            ["012345678901", 12345678901],
            ["0o17", 15],
            ["0x1F", 31],
            ["-0b11", -3],
            ["1_000", 1000],
            ["1_000.5", 1000.5],
            ["_1", "_1"],
            ["5.", 5],
            ["+.5", 0.5],
            ["1e3", 1000],
            ["1e400", "1e400"],
            ["12:30", "12:30"],
            ["True", true],
            ["yes", "yes"],
            ["on", "on"],
            ["~", null],
            ["", null],
            ["2026-01-01", "2026-01-01 00:00:00 +0000 UTC"],
            ["2026-1-2 3:4:5.60", "2026-01-02 03:04:05.6 +0000 UTC"],
            ["2026-01-01T10:00:00Z", "2026-01-01 10:00:00 +0000 UTC"],
            ["2026-01-01t10:00:00-05:30", "2026-01-01 10:00:00 -0530 -0530"],
            ["2026-02-29", "2026-02-29"],
            ["2026-01-01T10:00:00", "2026-01-01T10:00:00"],
            ["2026-01-01 10:00:00Z", "2026-01-01 10:00:00Z"],
            ['"2026-01-01"', "2026-01-01"],
            ["!!str 012", "012"],
        ];
        for (const [written, handed] of scalars)
            assert.deepEqual(
                JSON.parse(read(`config: { house:room: [ ${written} ] }`).config["house:room"]!),
                written === "" ? [] : [handed],
                written,
            );
    });

    it("has the same, aliases followed and maps merged", () => {
        const text = `config: { house:a: &a { b: [1, 2] }, house:c: { <<: *a, d: *a } }`;
        assert.deepEqual(read(text).config, {
            "house:a": '{"b":[1,2]}',
            "house:c": '{"b":[1,2],"d":{"b":[1,2]}}',
        });
    });

    it("is one with a byte order mark, too", () => {
        assert.deepEqual(read("\uFEFFconfig: { house:a: b }").config, { "house:a": "b" });
    });

    const laughs = ["&a0 [lol, lol]", ...Array.from({ length: 40 }, (_, i) => `&a${i + 1} [*a${i}, *a${i}]`)];
    const deep = (anchor: string, inner: string) => `&${anchor} ${"[".repeat(60)}${inner}${"]".repeat(60)}`;
    for (const [what, text, message] of [
        ["config that is a list", "config: [a]", ": config: found a list, expected keys and values"],
        ["config that is a text", "config: eks-karpenter", ": config: found a string, expected keys and values"],
        ["a text", "config", ": found a string, expected keys and values"],
        ["a key twice", "config:\n  a: 1\n  a: 2\n", ": duplicated mapping key at line 3, column 3"],
        [
            "config that is not indented",
            "config:\nhouse:a: b\n",
            ": found house:a next to config; indent it, so that it is below config",
        ],
        ["an alias within what it stands for", "config: { a: &a [*a] }", ": aliases nest it deeper than 100 levels"],
        ["aliases of aliases", `config: [${laughs}]`, ": aliases add more than 10000000 characters to it"],
        [
            "nesting by aliases",
            `config: { a: ${deep("a", "1")}, b: ${deep("b", "*a")} }`,
            ": aliases nest it deeper than 100 levels",
        ],
        ["nesting", `config: ${"[".repeat(1e6)}`, ": nesting exceeded maxDepth (100) at line 1, column 108"],
        ["what is no number", "config: { a: [.inf] }", ": found Infinity, which is not supported in JSON"],
        [
            "bytes that are no text",
            Uint8Array.of(0x63, 0x3a, 0x20, 0x00, 0xff),
            ": null byte is not allowed in input at line 1, column 4",
        ],
    ] as const)
        it(`is refused, in a line, for ${what}`, () => {
            assert.equal(told(text), `Pulumi.test.yaml${message}`);
        });

    it("is one that can be read", () => {
        assert.throws(
            () => readStack(folder, "test", folder),
            error => error instanceof Mistake && error.message === `${folder} is a folder, expected a file`,
        );
    });
});
