import { type Args, type Cases, nodeClass, nodePool, requiring, settings, unmanaged } from "../cases.ts";

const key = "karpenter.sh/capacity-type";
const off: Args = { interruption: { enabled: false } };
const reserved = nodeClass({ capacityReservationSelectorTerms: [{ tags: { team: "a" } }] });
const classPath = "nodeClasses.a.spec.capacityReservationSelectorTerms";
const spot = [
    "nodePools.a.spec.template.spec.requirements: the pool allows spot, but interruption.enabled is false: interrupted spot nodes are not drained; set interruption.enabled to true",
];
const gate = ["nodePools.a.spec.replicas: needs install.values.settings.featureGates.staticCapacity: true"];

export const cases: Cases = {
    "spot-interruption": {
        breaks: [
            ["the default without a queue", { ...nodePool({}), ...off }, spot],
            ["a pool of anything without a queue", { ...requiring({ key, operator: "Exists" }), ...off }, spot],
            [
                "a pool of all but on demand without a queue",
                { ...requiring({ key, operator: "NotIn", values: ["on-demand"] }), ...off },
                spot,
            ],
        ],
        holds: [
            ["the default with a queue", nodePool({})],
            [
                "a pool on demand without a queue",
                { ...requiring({ key, operator: "In", values: ["on-demand"] }), ...off },
            ],
        ],
    },
    "reserved-capacity": {
        breaks: [
            [
                "reservations that no pool uses",
                { ...nodePool({}), ...reserved },
                [`${classPath}: no pool of this class (a) allows capacity type reserved; add reserved to ${key}`],
            ],
            [
                "reservations without their gate",
                { ...reserved, ...settings({ featureGates: { reservedCapacity: false } }) },
                [`${classPath}: needs install.values.settings.featureGates.reservedCapacity: true`],
            ],
        ],
        holds: [
            [
                "reservations that a pool uses",
                { ...requiring({ key, operator: "In", values: ["reserved", "spot"] }), ...reserved },
            ],
            ["reservations of a class that another program's pools use", reserved],
        ],
    },
    "static-capacity-gate": {
        breaks: [
            ["a fixed number of nodes without the gate", nodePool({ replicas: 1 }), gate],
            [
                "a fixed number of nodes with the gate off as text",
                { ...nodePool({ replicas: 1 }), ...settings({ featureGates: { staticCapacity: "false" } }) },
                gate,
            ],
        ],
        holds: [
            [
                "a fixed number of nodes with the gate",
                { ...nodePool({ replicas: 0 }), ...settings({ featureGates: { staticCapacity: true } }) },
            ],
            [
                "a controller that others install",
                { ...nodePool({ replicas: 1 }), install: { enabled: false } },
                [`${unmanaged} [unmanaged-nodes]`],
            ],
        ],
    },
};
