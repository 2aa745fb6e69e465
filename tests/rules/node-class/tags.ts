import { type Cases, nodeClass } from "../cases.ts";

const path = "nodeClasses.a.spec.tags";
const tags = (tags: { [key: string]: string }) => nodeClass({ tags });
const many = (n: number, prefix = "t") =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`${prefix}${i}`, "x"]));
const own = "Karpenter sets this tag itself; remove it";
const full = "expected at most 44: Karpenter adds six, and EC2 allows 50";

export const cases: Cases = {
    "restricted-tag": {
        breaks: [
            [
                "each tag of Karpenter's, and an empty key",
                tags({
                    "eks:eks-cluster-name": "dev",
                    "karpenter.sh/nodepool": "a",
                    "karpenter.sh/nodeclaim": "a",
                    "karpenter.k8s.aws/ec2nodeclass": "a",
                    "kubernetes.io/cluster/other": "owned",
                    "": "a",
                }),
                [
                    `${path}["eks:eks-cluster-name"]: ${own}`,
                    `${path}["karpenter.sh/nodepool"]: ${own}`,
                    `${path}["karpenter.sh/nodeclaim"]: ${own}`,
                    `${path}["karpenter.k8s.aws/ec2nodeclass"]: ${own}`,
                    `${path}["kubernetes.io/cluster/other"]: ${own}`,
                    `${path}[""]: found an empty key`,
                ],
            ],
            [
                "a tag of Karpenter's for all of the stack",
                { ...nodeClass({}), tags: { "karpenter.sh/nodepool": "a" } },
                [`tags["karpenter.sh/nodepool"]: ${own}`],
            ],
        ],
        holds: [
            ["others of the same domains", tags({ "karpenter.sh/team": "a", "kubernetes.io/team": "a" })],
            ["a tag of Karpenter's where there are no classes", { tags: { "karpenter.sh/nodepool": "a" } }],
        ],
    },
    "tag-form": {
        breaks: [
            [
                "a key that AWS keeps",
                tags({ "AWS:team": "a" }),
                [`${path}["AWS:team"]: found a key that starts with aws:, which AWS reserves; use another key`],
            ],
            [
                "a key and a value that are too long",
                tags({ ["k".repeat(129)]: "v".repeat(257) }),
                [
                    `${path}["${"k".repeat(63)}..."]: found a key of 129 characters, expected at most 128`,
                    `${path}["${"k".repeat(63)}..."]: found a value of 257 characters, expected at most 256`,
                ],
            ],
            ["45 tags", tags(many(45)), [`${path}: found 45 tags, including the stack's, ${full}`]],
            [
                "40 tags, and five of all the stack",
                { ...tags(many(40)), tags: many(5, "s") },
                [`${path}: found 45 tags, including the stack's, ${full}`],
            ],
        ],
        holds: [
            ["44 tags, with one of all the stack that they replace", { ...tags(many(44)), tags: { t0: "y" } }],
            ["a key of 128 and a value of 256 characters", tags({ ["k".repeat(128)]: "🏷".repeat(256), empty: "" })],
        ],
    },
};
