import { type Documents, type Edit, each } from "./documents.ts";

const nodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" };
const requirement = { key: "karpenter.k8s.aws/instance-family", operator: "In", values: ["m7i", "c7i"] };
const taint = { key: "example.com/team", value: "data", effect: "NoSchedule" };

const requirements = (key: string, operator: string, ...values: unknown[]): Edit[] =>
    each(
        "spec.template.spec.requirements[]",
        values.map(values => ({ key, operator, ...(values !== undefined && { values }) })),
    );

/** Whole numbers as CEL's `int` reads them, and what it does not take for one. */
export const counts = [
    ...["0", "5", "+5", "-0", "007", "9223372036854775807"],
    ...["-1", "1.0", "1e3", "0x1", "1_0", " 1", "1 ", "1\n", "", "a", "٣", "9223372036854775808", "+-1", "--1"],
];

/** Labels at the edges of Karpenter's domains. */
export const labels = [
    ...["karpenter.sh/capacity-type", "karpenter.sh/nodepool", "karpenter.sh/other", "sub.karpenter.sh/x"],
    ...["karpenter.sh", "mykarpenter.sh/x", "karpenter.sh.example.com/x", "example.com/karpenter.sh", "x.karpenter.sh"],
    ...[
        "karpenter.k8s.aws/instance-cpu",
        "karpenter.k8s.aws/instance-tenancy",
        "karpenter.k8s.aws/capacity-reservation-id",
    ],
    ...["karpenter.k8s.aws/placement-group-id", "karpenter.k8s.aws/ec2nodeclass", "karpenter.k8s.aws/other"],
    ...["sub.karpenter.k8s.aws/instance-cpu", "karpenter.k8s.aws", "karpenter.k8s.aws.example.com/x"],
    ...[
        "karpenter.k8s.aws/Instance-cpu",
        "karpenter.k8s.aws/instance-cpu-",
        "karpenter.k8s.aws/instance-capability-flex",
    ],
    ...["kubernetes.io/hostname", "kubernetes.io/arch", "node.kubernetes.io/instance-type", "kubernetes.io/hostname2"],
    ...["topology.kubernetes.io/zone", "x", "example.com/x", "a/b/c", "/x", "x/", "example.com/", "Example.com/x"],
];

const someLabels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`l${i}`, `v${i}`]));

export const nodePool: Documents = {
    valid: version => [
        {
            template: {
                metadata: { labels: { "example.com/team": "data" }, annotations: { "example.com/owner": "someone" } },
                spec: {
                    nodeClassRef,
                    requirements: [
                        requirement,
                        { key: "karpenter.k8s.aws/instance-cpu", operator: "Gt", values: ["3"], minValues: 2 },
                    ],
                    taints: [{ ...taint, timeAdded: "2026-01-31T00:00:00Z" }],
                    startupTaints: [{ ...taint, key: "example.com/agent", timeAdded: "2026-01-31T00:00:00Z" }],
                    expireAfter: "720h",
                    terminationGracePeriod: "1h30m",
                },
            },
            disruption: {
                consolidationPolicy: "WhenEmpty",
                consolidateAfter: "1m",
                budgets: [
                    { nodes: "10%", schedule: "0 9 * * mon-fri", duration: "8h", reasons: ["Empty", "Drifted"] },
                    { nodes: "0", reasons: [version === "1.14.3" ? "Underutilized" : "Unhealthy"] },
                ],
            },
            limits: { cpu: 100, memory: "64Gi" },
            weight: 7,
        },
        { template: { spec: { nodeClassRef, requirements: [] } }, replicas: 3, limits: { nodes: 5 } },
        {},
    ],
    telling: [
        ...["Gt", "Lt", "Gte", "Lte"].flatMap(operator =>
            requirements("karpenter.k8s.aws/instance-cpu", operator, undefined, [], ["1", "2"], ["5"], ["a"]),
        ),
        ...requirements("karpenter.k8s.aws/instance-cpu", "Gt", ...counts.map(count => [count])),
        ...["In", "NotIn", "Exists", "DoesNotExist"].flatMap(operator =>
            requirements("kubernetes.io/arch", operator, undefined, [], ["amd64"], [""], ["not a label's"]),
        ),
        ...labels.flatMap(key => requirements(key, "Exists", undefined)),
        ...each("spec.template.spec.requirements[]", [
            { ...requirement, minValues: 2 },
            { ...requirement, minValues: 3 },
            { ...requirement, values: ["a", "a"], minValues: 2 },
            { ...requirement, values: [], minValues: 1 },
            { key: "x", operator: "NotIn", values: ["a"], minValues: 3 },
            { key: "x", operator: "Exists", minValues: 3 },
            { key: "x", operator: "Gt", values: ["1"], minValues: 2 },
        ]),
        ...labels.map(key => ({ "spec.template.metadata.labels": { [key]: "x" } })),
        ...each("spec.template.metadata.labels", [someLabels(100), someLabels(101)]),
        ...each(
            "spec.template.spec.requirements",
            [100, 101].map(length => Array.from({ length }, () => requirement)),
        ),
        ...each("spec.disruption.budgets[]", [
            { nodes: "1", schedule: "@daily" },
            { nodes: "1", duration: "1h" },
            { nodes: "1", schedule: "@daily", duration: "1h" },
            { nodes: "1", schedule: "@daily ", duration: "1h" },
            { nodes: "1", schedule: "a b c d e", duration: "1h" },
            { nodes: "1", schedule: "a\nb\nc\nd\ne", duration: "1h" },
            { nodes: "1", schedule: "a\u00a0b\u00a0c\u00a0d\u00a0e", duration: "1h" },
            { nodes: "1", schedule: "a\u000bb c d e", duration: "1h" },
            { nodes: "1", schedule: "a\u2028 b c d e", duration: "1h" },
            { nodes: "1", reasons: ["Empty", "Empty"] },
            { nodes: "1", reasons: ["Empty", "Drifted", "Empty"] },
            { nodes: "1", reasons: ["Unhealthy"] },
            { nodes: "1", reasons: [] },
            {},
        ]),
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": undefined },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": {} },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": { nodes: 1 } },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": { cpu: 1 } },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": { nodes: 1, cpu: 1 } },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": { nodes: 1, cpu: null } },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": { nodes: null } },
        { "spec.replicas": 1, "spec.weight": undefined, "spec.limits": null },
        { "spec.replicas": null },
        { "spec.limits": { cpu: null } },
        { "spec.replicas": 1, "spec.limits": undefined },
        { "spec.replicas": 0, "spec.limits": undefined },
        ...[[], ["default"], ["one", "other"], ["some", "other"]].flatMap(classes => [
            { classes, "spec.template.spec.nodeClassRef": undefined },
            { classes, "spec.template.spec.nodeClassRef.name": undefined },
            { classes, "spec.template.spec.nodeClassRef.name": "another" },
            { classes, "spec.template": undefined },
        ]),
        ...each("spec.template.spec.taints", [
            [{ ...taint, timeAdded: [] }],
            [{ ...taint, timeAdded: {} }],
            [taint, taint],
        ]),
        ...each("spec.template.spec.nodeClassRef.group", ["a/b", "a.b", "\n"]),
    ],
};
