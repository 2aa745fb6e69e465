import { type Cases, nodePool, pinned, template } from "../cases.ts";

const two = { nodeClasses: { a: { spec: pinned }, b: { spec: pinned } } };
const path = "nodePools.a.spec.template.spec.nodeClassRef";

export const cases: Cases = {
    "class-named": {
        breaks: [
            [
                "a pool that names none, where there are two and neither is named like it",
                { ...two, nodePools: { c: nodePool({}).nodePools!.a! } },
                [
                    "nodePools.c.spec.template.spec.nodeClassRef.name: missing, expected the name of a node class; declared: a, b",
                ],
            ],
            [
                "a pool that names none, where there is none",
                { ...nodePool({}), nodeClasses: {} },
                [`${path}.name: missing, expected the name of a node class; none is declared`],
            ],
        ],
        holds: [
            ["a pool that names none, where one is named like it", { ...nodePool({}), ...two }],
            ["a pool that names none, where there is one", nodePool({})],
            ["a pool that names one", { ...template({ nodeClassRef: { name: "b" } }), ...two }],
        ],
    },
    "class-declared": {
        breaks: [
            [
                "a class that is not there",
                template({ nodeClassRef: { name: "b" } }),
                [`${path}.name: found "b", expected the name of a node class; declared: a`],
            ],
        ],
        holds: [
            [
                "a class of another program's, where the stack has none",
                { ...template({ nodeClassRef: { name: "b" } }), nodeClasses: {} },
            ],
        ],
    },
    "class-kind": {
        breaks: [
            [
                "EKS Auto Mode's classes",
                template({ nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "default" } }),
                [
                    `${path}.group: found "eks.amazonaws.com", expected "karpenter.k8s.aws"`,
                    `${path}.kind: found "NodeClass", expected "EC2NodeClass"`,
                ],
            ],
        ],
        holds: [
            [
                "the group and kind spelt out",
                template({ nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "a" } }),
            ],
        ],
    },
};
