import { deepEqual } from "node:assert/strict";
import type { StateResource } from "../../../lab/pulumi/stack.ts";
import { longestChain, one } from "./chain.ts";

const resource = (name: string, rest: Partial<StateResource> = {}): StateResource => ({
    urn: `urn::${name}`,
    type: "a:b:C",
    custom: true,
    ...rest,
});
const needs = (...names: string[]): string[] => names.map(name => `urn::${name}`);
const chainOf = (resources: StateResource[], weigh = one) => {
    const { weight, links } = longestChain(resources, weigh);
    return [weight, ...links.map(link => link.resource.urn.slice(5))];
};

describe("the longest chain", () => {
    it("is none where nothing is", () => deepEqual(chainOf([]), [0]));

    it("goes by dependencies, the first by URN where several are as long", () =>
        deepEqual(
            chainOf([
                resource("d", { dependencies: needs("b", "c") }),
                resource("b", { dependencies: needs("a") }),
                resource("c", { dependencies: needs("a") }),
                resource("a"),
            ]),
            [3, "a", "b", "d"],
        ));

    it("goes through components and providers, which count for nothing", () =>
        deepEqual(
            chainOf([
                resource("group", { custom: false, dependencies: needs("a") }),
                resource("provider", { type: "pulumi:providers:x", dependencies: needs("b") }),
                resource("a"),
                resource("b", { parent: "urn::group" }),
                resource("c", { provider: "urn::provider::id" }),
            ]),
            [3, "a", "b", "c"],
        ));

    it("is the heaviest, not the one of most resources, where weights differ", () => {
        const weights: Record<string, number> = { a: 1, b: 1, c: 5 };
        const resources = [resource("a"), resource("b", { dependencies: needs("a") }), resource("c")];
        deepEqual(
            chainOf(resources, ({ urn }) => weights[urn.slice(5)]!),
            [5, "c"],
        );
    });

    it("knows nothing of what is not in the state", () =>
        deepEqual(chainOf([resource("a", { parent: "urn::gone", dependencies: needs("gone") })]), [1, "a"]));
});
