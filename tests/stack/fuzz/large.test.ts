import assert from "node:assert/strict";
import { ofFile } from "./outcome.ts";

const megabytes = 5e6;
const head = "config:\n  eks-karpenter:cluster: { name: dev }\n";
const group = (name: string, text: string): string => `${head}  eks-karpenter:${name}:${text}`;
const repeated = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join("");

const alias = "al2023@v20260101";
const classOf = (name: string): string => `    ${name}: { spec: { amiSelectorTerms: [{ alias: ${alias} }] } }\n`;
const poolOf = (name: string): string =>
    `    ${name}: { spec: { limits: { cpu: 100 }, template: { spec: { expireAfter: Never } } } }\n`;

/** What is said of a file; nothing where it is good. */
const shapes: { [what: string]: [text: string, first: RegExp | undefined] } = {
    "one text": ["x".repeat(megabytes), /found a string, expected keys and values/],
    "one text for a value": [group("tags", ` { a: [${"x".repeat(megabytes)}] }\n`), /tags.a: found \["x{10,}.*\.\.\./],
    "a duration that goes on": [
        group(
            "nodePools",
            ` { a: { spec: { template: { spec: { expireAfter: ${"1h".repeat(megabytes / 2)} } } } } }\n`,
        ),
        /expireAfter: found "1h1h.*\.\.\., expected a string/,
    ],
    "a schedule of spaces": [
        group(
            "nodePools",
            ` { a: { spec: { disruption: { budgets: [{ schedule: "${" ".repeat(megabytes)}\\n" }] } } } }\n`,
        ),
        /nodes|schedule/,
    ],
    "a chart of colons": [group("install", ` { chart: "oci://${":a".repeat(megabytes / 2)}/" }\n`), undefined],
    "100,000 keys": [
        group("tags", `\n${repeated(1e5, i => `    key-${i}: value-${i} ${"x".repeat(25)}\n`)}`),
        undefined,
    ],
    "a million values": [group("tags", ` [${"1, ".repeat(1e6)}]\n`), /tags: found \[1,1.*, expected a map/],
    "300,000 ids that are nowhere": [
        group("discovery", ` { taggedByOthers: [${repeated(3e5, i => `subnet-${i}, `)}] }\n`),
        /taggedByOthers\[0\]: found "subnet-0", which is not in discovery.subnets/,
    ],
    "50,000 rules that there are not": [
        group("checks", `\n    allow:\n${repeated(5e4, i => `      key-${i}: { reason: a }\n`)}`),
        /checks.allow.key-0: unknown rule/,
    ],
    "nesting of 100,000 levels": [group("tags", ` ${"[".repeat(1e5)}${"]".repeat(1e5)}\n`), /maxDepth/],
    "nesting of 100,000 levels that ends nowhere": ["{a: ".repeat(1e5), /maxDepth/],
    "aliases of aliases": [
        repeated(
            12,
            i =>
                `a${i}: &a${i} [${Array(9)
                    .fill(i ? `*a${i - 1}` : "x")
                    .join(", ")}]\n`,
        ) + head,
        /aliases add more than 10000000 characters/,
    ],
    "100,000 documents": ["---\na: 1\n".repeat(1e5), /found 100000 documents/],
    "one pool over and over, with a class": [
        `${group("nodeClasses", `\n${classOf("a")}`)}  eks-karpenter:nodePools:\n${repeated(56e3, i => poolOf(`p${i}`))}`,
        undefined,
    ],
    "10,000 pools, each with a class of its own": [
        `${group("nodeClasses", `\n${repeated(1e4, i => classOf(`c${i}`))}`)}  eks-karpenter:nodePools:\n${repeated(1e4, i => poolOf(`c${i}`))}`,
        undefined,
    ],
};

describe("a stack file of five megabytes, or of what would become as much, is read to its end:", () => {
    for (const [what, [text, first]] of Object.entries(shapes))
        it(what, function () {
            // Some of them take seconds, and more where others are at work.
            this.timeout(60_000);
            const [line = ""] = ofFile(text);
            first ? assert.match(line, first) : assert.equal(line, "");
        });
});
