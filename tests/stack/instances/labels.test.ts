import { deepEqual, ok } from "node:assert/strict";
import { restrictionsOf, unknownClass } from "../../../stack/instances/class-restrictions.ts";
import { labelsOf } from "../../../stack/instances/labels.ts";
import { instanceTable } from "../../../stack/instances/table.ts";
// By Karpenter 1.14.3's own `NewInstanceType`, without the zones, which are the subnets'.
import expected from "./labels.json" with { type: "json" };

const typeOf = (name: string) => instanceTable().types.find(type => type.name === name)!;
const sorted = (labels: { [label: string]: string[] }) =>
    Object.fromEntries(
        Object.entries(labels).map(([label, [one, ...more]]) => [label, more.length ? [one, ...more].sort() : one]),
    );

describe("the labels of an instance type", () => {
    for (const [family, types] of Object.entries(expected))
        for (const [name, labels] of Object.entries(types))
            it(`${name} with images of ${family}`, () => {
                const nodeClass = restrictionsOf({ amiSelectorTerms: [{ alias: `${family.toLowerCase()}@v1` }] });
                deepEqual(sorted(labelsOf(typeOf(name), { region: "us-west-2", nodeClass })), labels);
            });

    it("leave out what is not known before the launch", () => {
        const labels = labelsOf(typeOf("m5.large"), { region: undefined, nodeClass: unknownClass });
        const known = Object.keys(expected.AL2023["m5.large"]);
        deepEqual(
            known.filter(label => !(label in labels)),
            ["kubernetes.io/os", "topology.kubernetes.io/region"],
        );
        ok(labels["karpenter.sh/capacity-type"]!.includes("reserved"));
    });
});
