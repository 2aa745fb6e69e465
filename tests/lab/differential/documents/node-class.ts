import { type Documents, each } from "./documents.ts";

const tags = { team: "data" };
const families = ["AL2", "AL2023", "Bottlerocket", "Custom", "Windows2019", "Windows2022", "Windows2025"];
const versions = ["latest", "v20260101", "", "1.46.0@x", "\n", "a\nb"];

const aliases = [
    ...["al2", "al2023", "windows2022"].flatMap(family => versions.map(version => `${family}@${version}`)),
    ...["bottlerocket", "windows2019", "windows2025"].flatMap(family => [`${family}@latest`, `${family}@v1`]),
    ...["AL2023", "Windows2022", "al2022", "ubuntu", "", "al-2023", "custom", "constructor"].map(
        each => `${each}@latest`,
    ),
    ...["al2023", "@", "al2023v1", "@v1", "al2023@"],
];

const subnetSelectors = [
    [],
    [{}],
    [{ id: "subnet-1", tags }],
    [{ id: "subnet-1", tags }, { id: "subnet-2" }],
    [{ id: "subnet-1" }, { tags }],
    [{ tags: {} }],
    [{ tags }, {}],
];

const groupSelectors = [
    [],
    [{}],
    [{ id: "sg-1", tags }],
    [{ id: "sg-1", name: "nodes" }],
    [{ name: "nodes", tags }],
    [{ name: "nodes", tags }, { name: "others" }],
    [
        { name: "nodes", tags },
        { id: "sg-1", tags },
    ],
    [{ id: "sg-1", name: "nodes", tags }],
    [{ id: "sg-1", tags }, { id: "sg-2" }],
    [{ name: "" }],
    [{ tags }, {}],
];

const reservationSelectors = [
    [],
    [{}],
    [{ ownerID: "123456789012" }],
    [{ id: "cr-1", ownerID: "123456789012" }],
    [{ id: "cr-1", instanceMatchCriteria: "open" }],
    [{ id: "cr-1", tags }],
    [{ id: "cr-1", tags }, { tags }],
    [{ tags, ownerID: "123456789012", instanceMatchCriteria: "targeted" }],
    [{ instanceMatchCriteria: "open" }],
];

const imageSelectors = [
    [{}],
    [{ owner: "self" }],
    [{ owner: "self", tags }],
    ...["alias", "id", "ssmParameter", "name", "owner", "tags"].flatMap((one, index, all) =>
        all
            .slice(index + 1)
            .map(other => [
                Object.fromEntries(
                    [one, other].map(field => [field, { alias: "al2023@latest", id: "ami-1", tags }[field] ?? "x"]),
                ),
            ]),
    ),
    [{ alias: "al2023@latest" }, { alias: "al2023@latest" }],
    [{ alias: "al2023@latest" }, { id: "ami-1" }],
    [{ id: "ami-1" }, { id: "ami-1", name: "x" }],
    [{ ssmParameter: "x" }, { tags }],
    [{ id: "ami-1" }, {}],
];

const primary = { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" };
const several = (count: number) =>
    Array.from({ length: count }, (_, networkCardIndex) => ({ ...primary, networkCardIndex }));
const efa = (networkCardIndex: number, deviceIndex: number) => ({
    networkCardIndex,
    deviceIndex,
    interfaceType: "efa-only",
});

const interfaces = [
    [],
    [primary],
    [efa(0, 0)],
    [{ ...primary, deviceIndex: 1 }],
    [{ ...primary, networkCardIndex: 1 }],
    [primary, primary],
    [primary, { ...primary, deviceIndex: 1 }],
    [primary, efa(0, 0)],
    [primary, efa(0, 1)],
    [primary, efa(0, 1), efa(0, 2)],
    [primary, efa(0, 1), efa(1, 0)],
    [primary, efa(1, 0), efa(1, 1)],
    [primary, efa(-1, 1)],
    [primary, efa(1, -1)],
    [primary, efa(2 ** 31, 1)],
    [primary, efa(1, 2 ** 31)],
    [primary, efa(2 ** 31 - 1, 2 ** 31 - 1)],
    several(150),
    several(151),
];

const keys = [
    "",
    "a",
    "eks:eks-cluster-name",
    "kubernetes.io/cluster",
    "kubernetes.io/cluster/dev",
    "kubernetes.io/clusters",
];
const ownKeys = [
    "karpenter.sh/nodepool",
    "karpenter.sh/nodeclaim",
    "karpenter.k8s.aws/ec2nodeclass",
    "Karpenter.sh/nodepool",
];

const kubelets = [
    {},
    { imageGCHighThresholdPercent: 80, imageGCLowThresholdPercent: 80 },
    { imageGCHighThresholdPercent: 81, imageGCLowThresholdPercent: 80 },
    { imageGCHighThresholdPercent: 0, imageGCLowThresholdPercent: 1 },
    { imageGCHighThresholdPercent: -1 },
    { imageGCHighThresholdPercent: "85" },
    { imageGCLowThresholdPercent: 101 },
    { imageGCLowThresholdPercent: 80 },
    { evictionSoft: {} },
    { evictionSoft: { "memory.available": "5%" } },
    { evictionSoft: { "memory.available": "5%" }, evictionSoftGracePeriod: {} },
    { evictionSoft: { "memory.available": "5%" }, evictionSoftGracePeriod: { "pid.available": "1m" } },
    { evictionSoft: { "memory.available": "5%" }, evictionSoftGracePeriod: { "memory.available": "1m" } },
    {
        evictionSoft: { "memory.available": "5%" },
        evictionSoftGracePeriod: { "memory.available": "1m", "pid.available": "1m" },
    },
    { evictionSoft: {}, evictionSoftGracePeriod: { "memory.available": "1m" } },
    { evictionSoftGracePeriod: {} },
    { evictionSoftGracePeriod: { "memory.available": "1m" } },
    ...["memory.available", "memory", ""].map(signal => ({ evictionHard: { [signal]: "5%" } })),
    ...["memory.available", "other"].map(signal => ({
        evictionSoft: { [signal]: "5%" },
        evictionSoftGracePeriod: { [signal]: "1m" },
    })),
    ...[
        "",
        "%",
        "100%",
        "100.0%",
        "100.00%",
        "100.01%",
        "101%",
        "5.55%",
        "5.555%",
        "-5%",
        "5 %",
        "-5Mi",
        "+5",
        "5%%",
    ].map(share => ({ evictionHard: { "memory.available": share } })),
    ...["kubeReserved", "systemReserved"].flatMap(field => [
        ...["cpu", "memory", "ephemeral-storage", "pid", "gpu", ""].map(key => ({ [field]: { [key]: "1" } })),
        ...["-1", "+1", "-0", "", "1.5Gi", "1.", ".5", ".", "1e3", "1e", "1E-1.5", "1Mb"].map(value => ({
            [field]: { cpu: value },
        })),
    ]),
    { maxPods: "110" },
    { maxPods: null },
    { maxPods: 110, podPidsLimit: 100 },
    { registerWithTaints: [] },
    { featureGates: { a: true } },
    { maxpods: 1 },
    { evictionHard: null },
    { evictionHard: [] },
];

export const nodeClass: Documents = {
    valid: version => [
        {
            role: "nodes",
            amiFamily: "AL2023",
            amiSelectorTerms: [
                { id: "ami-0123456789abcdef0" },
                { name: "image-*", owner: "self" },
                { tags },
                { ssmParameter: "/images/one" },
            ],
            subnetSelectorTerms: [{ id: "subnet-0123456789abcdef0" }, { tags }],
            securityGroupSelectorTerms: [{ id: "sg-0123456789abcdef0" }, { name: "nodes" }, { tags }],
            capacityReservationSelectorTerms: [
                { id: "cr-0123456789abcdef0" },
                { ownerID: "123456789012", instanceMatchCriteria: "open", tags },
            ],
            placementGroupSelector: { name: "group" },
            associatePublicIPAddress: false,
            ipPrefixCount: 1,
            userData: "#!/bin/sh",
            tags,
            kubelet: {
                clusterDNS: ["10.0.0.10"],
                cpuCFSQuota: true,
                evictionHard: { "memory.available": "5%" },
                evictionSoft: { "memory.available": "10%" },
                evictionSoftGracePeriod: { "memory.available": "1m" },
                evictionMaxPodGracePeriod: 60,
                imageGCHighThresholdPercent: 85,
                imageGCLowThresholdPercent: 80,
                kubeReserved: { cpu: "100m" },
                systemReserved: { memory: "100Mi" },
                maxPods: 110,
                podsPerCore: 10,
            },
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    rootVolume: true,
                    ebs: {
                        deleteOnTermination: true,
                        encrypted: true,
                        iops: 3000,
                        kmsKeyID: "key",
                        snapshotID: "snap-1",
                        throughput: 125,
                        volumeInitializationRate: 100,
                        volumeSize: "100Gi",
                        volumeType: "gp3",
                    },
                },
                { deviceName: "/dev/xvdb", ebs: { volumeSize: "1T" } },
            ],
            instanceStorePolicy: "RAID0",
            networkInterfaces: [primary, efa(0, 1)],
            detailedMonitoring: true,
            metadataOptions: {
                httpEndpoint: "enabled",
                httpProtocolIPv6: "disabled",
                httpPutResponseHopLimit: 1,
                httpTokens: "required",
            },
            connectionTracking: { tcpEstablishedTimeout: 432000, udpStreamTimeout: 180, udpTimeout: 60 },
            cpuOptions: { nestedVirtualization: "enabled" },
            context: "context",
            ...(version !== "1.14.3" && { enclaveOptions: { enabled: true } }),
        },
        {
            instanceProfile: "nodes",
            amiSelectorTerms: [{ alias: "al2023@v20260101" }],
            placementGroupSelector: { id: "pg-0123456789abcdef0" },
        },
        { amiSelectorTerms: [{ alias: "bottlerocket@latest" }], amiFamily: "Custom" },
    ],
    telling: [
        ...aliases.map(alias => ({ "spec.amiFamily": undefined, "spec.amiSelectorTerms": [{ alias }] })),
        ...["al2023@", "bottlerocket@"].flatMap(start =>
            [...["x", "é", "😀"].flatMap(c => [30, 31].map(length => start + c.repeat(length - start.length)))].map(
                alias => ({ "spec.amiFamily": undefined, "spec.amiSelectorTerms": [{ alias }] }),
            ),
        ),
        ...["al2", "al2023", "bottlerocket", "windows2019", "windows2022", "windows2025"].flatMap(family =>
            families.map(amiFamily => ({
                "spec.amiFamily": amiFamily,
                "spec.amiSelectorTerms": [{ alias: `${family}@latest` }],
            })),
        ),
        ...imageSelectors.flatMap(terms => [
            { "spec.amiSelectorTerms": terms },
            { "spec.amiFamily": undefined, "spec.amiSelectorTerms": terms },
        ]),
        ...each("spec.subnetSelectorTerms", [...subnetSelectors, undefined]),
        ...each("spec.securityGroupSelectorTerms", [...groupSelectors, undefined]),
        ...each("spec.capacityReservationSelectorTerms", reservationSelectors),
        ...Object.entries({ subnet: subnetSelectors, securityGroup: groupSelectors }).flatMap(([what, selectors]) =>
            selectors.map(terms => ({
                [`spec.${what}SelectorTerms`]: undefined,
                [`stack.discovery.${what}SelectorTerms`]: terms,
            })),
        ),
        ...["ami", "subnet", "securityGroup", "capacityReservation"].flatMap(what =>
            each(
                `spec.${what}SelectorTerms[]`,
                [{}, { "": "x" }, { a: "" }, { a: "*" }, { a: " " }, { a: "x", b: "" }].map(tags => ({ tags })),
            ),
        ),
        ...[...keys, ...ownKeys].map(key => ({ "spec.tags": { [key]: "x" } })),
        ...[...keys, ...ownKeys].map(key => ({ "stack.tags": { [key]: "x" } })),
        { "stack.tags": tags, "spec.tags": { ...tags, a: "b" } },
        { "stack.tags": tags, "spec.tags": undefined },
        { "spec.tags": { a: "" } },
        { "spec.role": undefined },
        { "spec.instanceProfile": "nodes" },
        { "spec.instanceProfile": "nodes", "spec.role": undefined },
        { "spec.instanceProfile": "", "spec.role": undefined },
        ...each("spec.placementGroupSelector", [{}, { name: "a", id: "pg-1" }, { name: "a" }, { id: "pg-1" }]),
        ...each("spec.connectionTracking", [
            {},
            { udpTimeout: 30 },
            { udpStreamTimeout: 60 },
            { tcpEstablishedTimeout: 60 },
        ]),
        ...each("spec.networkInterfaces", interfaces),
        ...each("spec.blockDeviceMappings[]", [
            {},
            { rootVolume: true },
            { rootVolume: false },
            { ebs: {} },
            { ebs: { snapshotID: "snap-1" } },
            { ebs: { snapshotID: "", volumeInitializationRate: 100 } },
            { ebs: { volumeSize: "1Gi", volumeInitializationRate: 100 } },
            { ebs: { volumeInitializationRate: 100 } },
            { ebs: { snapshotID: "snap-1", volumeInitializationRate: 300 } },
            ...[
                "0Gi",
                "59000Gi",
                "59001Gi",
                "64000G",
                "64001G",
                "Ti",
                "T",
                "58Ti",
                "59Ti",
                "64T",
                "65T",
                "09Gi",
                "1.5Gi",
            ].map(volumeSize => ({ ebs: { volumeSize } })),
        ]),
        ...each(
            "spec.blockDeviceMappings",
            [50, 51].map(length => Array.from({ length }, () => ({ ebs: { volumeSize: "1Gi" } }))),
        ),
        ...each("spec.kubelet", kubelets),
        ...each("spec.enclaveOptions", [{ enabled: true }, {}, { enabled: "true" }, null]),
        ...each("spec.metadataOptions", [{}, { httpTokens: "optional" }]),
    ],
};
