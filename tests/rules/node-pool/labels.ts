import { type Cases, nodePool, requiring } from "../cases.ts";

const labels = (labels: { [key: string]: string }) => nodePool({ template: { metadata: { labels } } });
const exists = (key: string) => ({ key, operator: "Exists" as const });
const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`l${i}`, "x"]));
const requirements = (n: number) => Array.from({ length: n }, (_, i) => exists(`r${i}`));

const at = "nodePools.a.spec.template.metadata.labels";
const first = "nodePools.a.spec.template.spec.requirements[0]";
const own = "expected an empty value, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends";
const name =
    "expected a name of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name";
const offered =
    "ec2nodeclass, instance-accelerator-count, instance-accelerator-manufacturer, instance-accelerator-name, " +
    "instance-capability-flex, instance-category, instance-cpu, instance-cpu-manufacturer, " +
    "instance-cpu-sustained-clock-speed-mhz, instance-ebs-bandwidth, instance-encryption-in-transit-supported, " +
    "instance-family, instance-generation, instance-gpu-count, instance-gpu-manufacturer, instance-gpu-memory, " +
    "instance-gpu-name, instance-hypervisor, instance-local-nvme, instance-memory, instance-network-bandwidth, instance-size, " +
    "capacity-reservation-id, capacity-reservation-interruptible, capacity-reservation-type, instance-tenancy, " +
    "placement-group-id, placement-group-partition";

export const cases: Cases = {
    "restricted-label": {
        breaks: [
            [
                "a label of Karpenter's",
                labels({ "karpenter.sh/team": "a" }),
                [
                    `${at}["karpenter.sh/team"]: found "karpenter.sh/team", whose domain karpenter.sh is restricted; allowed in it: capacity-type`,
                ],
            ],
            [
                "a label below a domain of Karpenter's, and the pool's own",
                labels({ "x.karpenter.sh/team": "a", "karpenter.sh/nodepool": "a" }),
                [
                    `${at}["x.karpenter.sh/team"]: found "x.karpenter.sh/team", whose domain karpenter.sh is restricted; allowed in it: capacity-type`,
                    `${at}["karpenter.sh/nodepool"]: found "karpenter.sh/nodepool", which Karpenter sets itself; remove it`,
                ],
            ],
            [
                "a requirement on what Karpenter does not offer, and on a node's name",
                requiring(exists("karpenter.k8s.aws/instance-pods"), exists("kubernetes.io/hostname")),
                [
                    `${first}.key: found "karpenter.k8s.aws/instance-pods", whose domain karpenter.k8s.aws is restricted; allowed in it: ${offered}`,
                    `${first.replace("0", "1")}.key: found "kubernetes.io/hostname", which is different on each node; remove it`,
                ],
            ],
        ],
        holds: [
            ["labels of one's own", labels({ "example.com/team": "a", "karpenter.example.com/team": "a", team: "a" })],
            [
                "requirements on what Karpenter offers",
                requiring(exists("karpenter.k8s.aws/placement-group-id"), exists("karpenter.sh/capacity-type")),
            ],
        ],
    },
    "label-value": {
        breaks: [
            ["a space", labels({ team: "platform team" }), [`${at}.team: found "platform team", ${own}`]],
            ["64 characters", labels({ team: "x".repeat(64) }), [`${at}.team: found "${"x".repeat(56)}..., ${own}`]],
            ["a dash at its end", labels({ team: "a-" }), [`${at}.team: found "a-", ${own}`]],
        ],
        holds: [["nothing, and 63 characters", labels({ team: "", other: `x${"-".repeat(61)}x` })]],
    },
    "label-form": {
        breaks: [
            ["a label's key with a space", labels({ "a b": "c" }), [`${at}["a b"]: found "a b", ${name}`]],
            ["a label's key with two slashes", labels({ "a/b/c": "d" }), [`${at}["a/b/c"]: found "a/b/c", ${name}`]],
            [
                "a value that no label has",
                requiring({ key: "example.com/team", operator: "In", values: ["a b", "-"] }),
                [`${first}.values[0]: found "a b", ${own}`, `${first}.values[1]: found "-", ${own}`],
            ],
            [
                "a requirement's key with a name of 64 characters",
                requiring(exists(`example.com/${"x".repeat(64)}`)),
                [`${first}.key: found "example.com/${"x".repeat(44)}..., ${name}`],
            ],
        ],
        holds: [
            ["a key with a domain of dots and dashes", labels({ "a-b.example.com/C_d.e": "f" })],
            ["a value that is empty", requiring({ key: "example.com/team", operator: "In", values: [""] })],
        ],
    },
    "label-count": {
        breaks: [
            [
                "51 labels and 50 requirements",
                nodePool({ template: { metadata: { labels: many(51) }, spec: { requirements: requirements(50) } } }),
                ["nodePools.a.spec.template: found 51 labels and 50 requirements, expected at most 100 in total"],
            ],
        ],
        holds: [
            [
                "50 labels and 50 requirements",
                nodePool({ template: { metadata: { labels: many(50) }, spec: { requirements: requirements(50) } } }),
            ],
        ],
    },
};
