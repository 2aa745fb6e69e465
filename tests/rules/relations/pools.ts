import type { NodeOverlaySpec } from "../../../components/nodes/node-overlay-spec.ts";
import type { NodePoolSpec, Requirement } from "../../../components/nodes/node-pool-spec.ts";
import { type Args, type Cases, type Holds, nodePool, overlay } from "../cases.ts";

const pools = (...specs: NodePoolSpec[]): Args => ({
    ...nodePool({}),
    nodePools: Object.fromEntries(specs.map((spec, i) => [`p${i}`, nodePool(spec).nodePools!.a!])),
});
const requires = (...requirements: Requirement[]): NodePoolSpec => ({ template: { spec: { requirements } } });
const arch = (...values: string[]): Requirement => ({ key: "kubernetes.io/arch", operator: "In", values });
const generation = (operator: "Gt" | "Lt", value: string): Requirement => ({
    key: "karpenter.k8s.aws/instance-generation",
    operator,
    values: [value],
});
const tainted = (value: string): NodePoolSpec => ({
    template: { spec: { taints: [{ key: "team", value, effect: "NoSchedule" }] } },
});
const told = (pool: string, others: string) =>
    `nodePools.${pool}.spec.weight: same weight as ${others}, which can match the same pods; set different weights, or requirements or taints that exclude each other`;

const overlays = (...specs: Partial<NodeOverlaySpec>[]): Args => ({
    ...overlay({}),
    nodeOverlays: Object.fromEntries(specs.map((spec, i) => [`o${i}`, { spec: { requirements: [], ...spec } }])),
});

export const cases: Cases = {
    "overlapping-pools": {
        breaks: [
            ["two pools of defaults", pools({}, {}), [told("p1", "p0")]],
            ["pools of one weight", pools({ weight: 5 }, { weight: 5 }, { weight: 6 }), [told("p1", "p0")]],
            [
                "requirements that one instance type can meet",
                pools(requires(arch("amd64", "arm64")), requires(arch("arm64"), generation("Gt", "5"))),
                [told("p1", "p0")],
            ],
            [
                "seven pools, of which five are named",
                pools({}, {}, {}, {}, {}, {}, {}),
                [
                    told("p1", "p0"),
                    told("p2", "p0, p1"),
                    told("p3", "p0, p1, p2"),
                    told("p4", "p0, p1, p2, p3"),
                    told("p5", "p0, p1, p2, p3, p4"),
                    told("p6", "p0, p1, p2, p3, p4 and 1 more"),
                ],
            ],
        ],
        holds: [
            ["pools of two weights", pools({ weight: 5 }, {})],
            ["pools of two architectures", pools(requires(arch("amd64")), requires(arch("arm64")))],
            [
                "pools of generations that exclude one another",
                pools(requires(generation("Gt", "5")), requires(generation("Lt", "6"))),
            ],
            ...[
                ["Gt", "3", "3.5"],
                ["Lt", "3", ""],
                ["Gt", "3", "1e1"],
            ].map(
                ([operator, bound, value]): Holds => [
                    `pools of ${JSON.stringify(value)} and ${operator} ${bound}, which it is no whole number for`,
                    pools(
                        requires({ key: "example.com/size", operator: "In", values: [value!] }),
                        requires({ key: "example.com/size", operator: operator as "Gt", values: [bound!] }),
                    ),
                ],
            ),
            [
                "pools of two architectures, one by the label's old name",
                pools(requires({ ...arch("amd64"), key: "beta.kubernetes.io/arch" }), requires(arch("arm64"))),
            ],
            ["pools with two taints", pools(tainted("a"), tainted("b"))],
        ],
    },
    "overlapping-overlays": {
        breaks: [
            [
                "two prices for any type",
                overlays({ price: "0.1" }, { priceAdjustment: "-10%" }),
                [
                    "nodeOverlays.o1.spec.weight: same weight as o0, which can match the same instance types; set different weights",
                ],
            ],
            [
                "one resource for types of which some are the same",
                overlays(
                    { capacity: { "example.com/fast": 1 }, requirements: [arch("amd64", "arm64")] },
                    { capacity: { "example.com/fast": 2 }, requirements: [arch("arm64")] },
                ),
                [
                    "nodeOverlays.o1.spec.weight: same weight as o0, which can match the same instance types; set different weights",
                ],
            ],
        ],
        holds: [
            ["two weights", overlays({ price: "0.1", weight: 1 }, { price: "0.2" })],
            ["a price and a resource", overlays({ price: "0.1" }, { capacity: { "example.com/fast": 1 } })],
            [
                "prices for types of two architectures",
                overlays(
                    { price: "0.1", requirements: [arch("amd64")] },
                    { price: "0.2", requirements: [arch("arm64")] },
                ),
            ],
        ],
    },
};
