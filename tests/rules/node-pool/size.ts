import { type Args, type Cases, nodePool, settings } from "../cases.ts";

const gate = settings({ featureGates: { staticCapacity: true } });
const fixed = (over: object): Args => ({ ...gate, ...nodePool({ replicas: 2, ...over }) });
const path = "nodePools.a.spec";

export const cases: Cases = {
    "static-limits": {
        breaks: [
            [
                "a limit of CPUs for a fixed number of nodes",
                fixed({ limits: { cpu: 10, nodes: 2 } }),
                [
                    `${path}.limits.cpu: limits other than nodes are not supported on a pool with replicas; remove this limit, or replicas`,
                ],
            ],
        ],
        holds: [
            ["a limit of nodes", fixed({ limits: { nodes: 2 } })],
            ["no limit", fixed({})],
        ],
    },
    "static-weight": {
        breaks: [
            [
                "a weight for a fixed number of nodes",
                fixed({ weight: 1 }),
                [`${path}.weight: weight is not supported on a pool with replicas; remove weight, or replicas`],
            ],
        ],
        holds: [["a weight alone", nodePool({ weight: 1 })]],
    },
    "pool-limits": {
        breaks: [
            [
                "no limit",
                nodePool({ limits: { cpu: null } }),
                [`${path}.limits: found no limit on cpu, memory, nodes; set at least one of them`],
            ],
            [
                "a limit of GPUs",
                nodePool({ limits: { cpu: null, "nvidia.com/gpu": 8 } }),
                [`${path}.limits: found no limit on cpu, memory, nodes; set at least one of them`],
            ],
        ],
        holds: [
            ["a limit of nodes", nodePool({ limits: { cpu: null, nodes: 10 } })],
            ["the default", nodePool({ limits: { "nvidia.com/gpu": 8 } })],
        ],
    },
};
