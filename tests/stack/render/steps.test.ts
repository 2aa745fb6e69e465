import assert from "node:assert/strict";
import fc from "fast-check";
import type { Resource } from "../../../stack/offline/monitor.ts";
import { stepsOf } from "../../../stack/render/steps.ts";

const resource = (urn: string, { parent = null, dependsOn = [], options = {} }: Partial<Resource> = {}): Resource => ({
    urn,
    type: "t",
    name: urn,
    parent,
    dependsOn,
    inputs: {},
    options,
});

/** What comes up when, and after what: `[stage, name, ...what it waits for]`. */
const steps = (components: string[], ...resources: Resource[]) =>
    stepsOf({ resources, components: new Set(components) }).map(({ stage, resource, waitsFor }) => [
        stage,
        resource.urn,
        ...waitsFor.map(({ urn }) => urn),
    ]);

describe("the steps of a render", () => {
    it("put a resource one stage after the last that it waits for, by whatever option", () => {
        assert.deepEqual(
            steps(
                [],
                resource("a"),
                resource("b", { dependsOn: ["a"] }),
                resource("c", { options: { provider: "b::id", deletedWith: "a" } }),
                resource("d", { parent: "a" }),
            ),
            [
                [1, "a"],
                [2, "b", "a"],
                [3, "c", "b"],
                [2, "d", "a"],
            ],
        );
    });

    it("have no components: what is in one waits for what the component waits for", () => {
        assert.deepEqual(
            steps(
                ["stack", "outer", "inner"],
                resource("stack"),
                resource("provider", { parent: "stack" }),
                resource("outer", { parent: "stack", options: { providers: { aws: "provider::id" } } }),
                resource("inner", { parent: "outer" }),
                resource("role", { parent: "inner" }),
            ),
            [
                [1, "provider"],
                [2, "role", "provider"],
            ],
        );
    });

    it("leave out what follows from something else that is waited for", () => {
        assert.deepEqual(
            steps(
                [],
                resource("a"),
                resource("b", { dependsOn: ["a"] }),
                resource("c"),
                resource("d", { dependsOn: ["a", "b", "c"] }),
            ).at(-1),
            [3, "d", "b", "c"],
        );
    });

    it("name a component for all that is in it, the outermost, and no component that the resource is in itself", () => {
        const parts = [
            resource("outer"),
            resource("inner", { parent: "outer" }),
            resource("a", { parent: "inner" }),
            resource("b", { parent: "inner" }),
            resource("c", { parent: "outer" }),
        ];
        const components = ["outer", "inner", "other"];
        const last = (more: Resource) => steps(components, ...parts, resource("other"), more).at(-1);
        assert.deepEqual(last(resource("x", { parent: "other", dependsOn: ["a", "b", "c"] })), [2, "x", "outer"]);
        assert.deepEqual(last(resource("x", { parent: "other", dependsOn: ["a", "b"] })), [2, "x", "inner"]);
        assert.deepEqual(last(resource("x", { parent: "other", dependsOn: ["a", "c"] })), [2, "x", "a", "c"]);
        assert.deepEqual(last(resource("x", { parent: "outer", dependsOn: ["a", "b", "c"] })), [2, "x", "inner", "c"]);
    });

    it("lose nothing by that: what is waited for in the end is the same", () => {
        const graph = fc.array(fc.array(fc.nat(25), { maxLength: 5 }), { maxLength: 25 }).map(edges =>
            edges.map((on, n) => {
                const dependsOn = on.filter(m => m < n).map(m => `u${m}`);
                return resource(`u${n}`, { dependsOn });
            }),
        );
        fc.assert(
            fc.property(graph, resources => {
                const closure = (needs: (urn: string) => string[]) => {
                    const all = new Map<string, Set<string>>();
                    for (const { urn } of resources)
                        all.set(urn, new Set(needs(urn).flatMap(need => [need, ...all.get(need)!])));
                    return all;
                };
                const given = new Map(resources.map(({ urn, dependsOn }) => [urn, dependsOn]));
                const short = new Map(
                    stepsOf({ resources, components: new Set() }).map(({ resource, waitsFor }) => [
                        resource.urn,
                        waitsFor.map(({ urn }) => urn),
                    ]),
                );
                assert.deepEqual(
                    closure(urn => short.get(urn)!),
                    closure(urn => given.get(urn)!),
                );
            }),
        );
    });
});
