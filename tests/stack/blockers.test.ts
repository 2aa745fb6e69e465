import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { judge } from "../../stack/blockers/judge.ts";
import type { Objects } from "../../stack/blockers/objects.ts";
import { report } from "../../stack/blockers/report.ts";
import { withoutColour } from "./blockers/colour.ts";

const folder = join(import.meta.dirname, "blockers/cases");
const now = Date.parse("2026-11-22T21:40:00Z");
const surroundings = {
    now,
    cluster: "dev",
    controller: { namespace: "karpenter", serviceAccount: "karpenter" },
    pools: ["arm64", "default"],
    aws: "aws --region us-west-2",
};

const kinds: Record<keyof Objects, string> = {
    nodePools: "NodePool",
    nodeClasses: "EC2NodeClass",
    nodeClaims: "NodeClaim",
    nodes: "Node",
    pods: "Pod",
    budgets: "PodDisruptionBudget",
    attachments: "VolumeAttachment",
    volumeClaims: "PersistentVolumeClaim",
    deployments: "Deployment",
};

/** The objects of a case, as they stand in its file or the other way round. */
function objectsOf(name: string, turned = false): Objects {
    const text = readFileSync(join(folder, `${name}.yaml`), "utf8");
    const documents = parseAllDocuments(text)
        .map(document => document.toJSON())
        .filter(Boolean);
    if (turned) documents.reverse();
    const list = Object.entries(kinds).map(([key, kind]) => [key, documents.filter(each => each.kind === kind)]);
    return Object.fromEntries(list);
}

const reportOf = (objects: Objects) =>
    withoutColour(() => report(judge(objects, surroundings), "Stack dev, cluster dev at https://api", now));

describe("what holds a deletion", () => {
    const cases = readdirSync(folder).flatMap(file => (file.endsWith(".yaml") ? file.slice(0, -5) : []));
    for (const name of cases) {
        it(`is told whole: ${name}`, () => {
            const file = join(folder, `${name}.txt`);
            const told = reportOf(objectsOf(name));
            if (process.env.WRITE_CASES) writeFileSync(file, told);
            assert.equal(told, readFileSync(file, "utf8"));
        });

        it(`is told the same whatever order the objects come in: ${name}`, () => {
            assert.equal(reportOf(objectsOf(name, true)), reportOf(objectsOf(name)));
        });

        it(`fits in 100 columns: ${name}`, () => {
            const long = reportOf(objectsOf(name))
                .split("\n")
                .filter(line => line.length > 100);
            assert.deepEqual(long, []);
        });
    }
});
