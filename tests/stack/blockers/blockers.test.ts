import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { judge } from "../../../stack/blockers/judge.ts";
import type { Objects } from "../../../stack/blockers/objects.ts";
import { report } from "../../../stack/blockers/report.ts";
import { cases, folder, objectsOf, turned } from "./cases.ts";
import { withColour, withoutColour } from "./colour.ts";

const now = Date.parse("2026-11-22T21:40:00Z");
const context = {
    now,
    cluster: "dev",
    controller: { namespace: "karpenter", serviceAccount: "karpenter" },
    pools: ["arm64", "default"],
    aws: "aws --region us-west-2",
};

const reportOf = (objects: Objects) => report(judge(objects, context), "Stack dev, cluster dev at https://api", now);
const plain = (objects: Objects) => withoutColour(() => reportOf(objects));

describe("what holds a deletion", () => {
    for (const name of cases)
        describe(name, () => {
            it("is told whole", () => {
                assert.equal(plain(objectsOf(name)), readFileSync(join(folder, `${name}.txt`), "utf8"));
            });

            it("is told the same whatever order the objects come in", () => {
                assert.equal(plain(turned(objectsOf(name))), plain(objectsOf(name)));
            });

            it("fits in 100 columns, in colour too", () => {
                const coloured = withColour(() => reportOf(objectsOf(name)));
                assert.notEqual(stripVTControlCharacters(coloured), coloured);
                assert.equal(stripVTControlCharacters(coloured), plain(objectsOf(name)));
                const long = plain(objectsOf(name)).split("\n");
                assert.deepEqual(
                    long.filter(line => line.length > 100),
                    [],
                );
            });
        });

    it("is first told where something can be done, where there is too much to tell", () => {
        const objects = objectsOf("pods");
        const [pod] = objects.pods.filter(({ metadata }) => metadata.name === "c-over");
        objects.pods.push(
            ...Array.from({ length: 100 }, (_, n) => ({ ...pod!, metadata: { namespace: "aaa", name: `pod-${n}` } })),
        );
        const told = plain(objects);
        assert.match(told, /kubectl -n two delete pod both\n/);
        assert.match(told, /- pod aaa\/pod-0: is being evicted/);
        assert.match(told, / {4}… and 9\d more reasons\n/);
        assert.doesNotMatch(told, /is evicted once/);
    });

    it("is never told with advice to take off a finalizer", () => {
        for (const name of cases) assert.doesNotMatch(plain(objectsOf(name)), /kubectl [^\n]*finalizers/);
    });
});
