import assert from "node:assert/strict";
import fc from "fast-check";
import type { Resource } from "../../../stack/offline/monitor.ts";
import { ordered } from "../../../stack/offline/order.ts";

const resource = (urn: string, { parent = null, dependsOn = [], options = {} }: Partial<Resource> = {}): Resource => ({
    urn,
    type: "t",
    name: urn,
    parent,
    dependsOn,
    inputs: {},
    options,
});
const order = (...resources: Resource[]) =>
    ordered(new Map(resources.map(each => [each.urn, each]))).map(({ urn }) => urn);

describe("the order of a render", () => {
    it("puts a resource after its parent, its dependencies, its providers and what it goes with", () => {
        const needs: [string, Partial<Resource>][] = [
            ["parent", { parent: "z" }],
            ["dependency", { dependsOn: ["z"] }],
            ["provider", { options: { provider: "z::id" } }],
            ["one of providers", { options: { providers: { aws: "z::id" } } }],
            ["what it is deleted with", { options: { deletedWith: "z" } }],
            ["what it is replaced with", { options: { replaceWith: ["z"] } }],
        ];
        for (const [what, need] of needs) assert.deepEqual(order(resource("a", need), resource("z")), ["z", "a"], what);
    });

    it("takes of all that could come next the URN that sorts first", () => {
        assert.deepEqual(order(resource("d"), resource("b", { parent: "c" }), resource("c"), resource("a")), [
            "a",
            "c",
            "b",
            "d",
        ]);
    });

    it("is the same whatever the order of registration, and holds every resource once", () => {
        const graph = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 30 }).map(edges =>
            edges.map((on, n) =>
                resource(`u${n}`, {
                    dependsOn: on.filter(m => m < n).map(m => `u${m}`),
                }),
            ),
        );
        fc.assert(
            fc.property(graph, fc.nat(), (resources, seed) => {
                const shuffled = resources.map((each, n) => [(n * 7919 + seed) % 31, each] as const);
                const other = shuffled.sort(([a], [b]) => a - b).map(([, each]) => each);
                const found = order(...resources);
                assert.deepEqual(order(...other), found);
                assert.equal(new Set(found).size, resources.length);
                for (const { urn, dependsOn } of resources)
                    for (const need of dependsOn) assert.ok(found.indexOf(need) < found.indexOf(urn));
            }),
        );
    });
});
