import { deepEqual } from "node:assert/strict";
import type { StateResource } from "../../../lab/pulumi/stack.ts";
import { explicitOrder } from "./order.ts";

const urn = (name: string): string => `urn::${name}`;
const resource = (
    name: string,
    parent: string | undefined,
    needs: string[] = [],
    data: string[] = [],
): StateResource => ({
    urn: urn(name),
    type: "a:b:C",
    custom: true,
    parent: parent && urn(parent),
    dependencies: needs.map(urn),
    propertyDependencies: { input: data.map(urn), other: null },
});

describe("the order that inputs do not explain", () => {
    it("is told by name, and by that of the component where a whole one is waited for", () =>
        deepEqual(
            explicitOrder([
                resource("stack", undefined),
                resource("whole", "stack"),
                resource("part", "whole"),
                resource("x", "part"),
                resource("y", "part"),
                resource("sibling", "whole"),
                resource("z", "whole", ["x", "y", "sibling", "w"], ["w"]),
                resource("w", "whole"),
            ]),
            { z: ["part", "sibling"] },
        ));
});
