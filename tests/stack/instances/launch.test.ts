import { deepEqual, equal } from "node:assert/strict";
import type { EC2NodeClassSpec } from "../../../components/nodes/node-class-spec.ts";
import type { NodePoolSpec, Operator, Requirement } from "../../../components/nodes/node-pool-spec.ts";
import { restrictionsOf, unknownClass } from "../../../stack/instances/class-restrictions.ts";
import type { LaunchContext } from "../../../stack/instances/labels.ts";
import { mayLaunch } from "../../../stack/instances/launch.ts";
import { instanceTable } from "../../../stack/instances/table.ts";

const alias = (alias: string): EC2NodeClassSpec => ({ amiSelectorTerms: [{ alias }] });
const al2023 = alias("al2023@v20260101");
const unknown = new Promise<never>(() => {});

const aws = (name: string) => `karpenter.k8s.aws/instance-${name}`;
const asks = (key: string, operator: Operator, values?: string[], minValues?: number): Requirement => ({
    key,
    operator,
    ...(values && { values }),
    ...(minValues && { minValues }),
});
const pool = (...requirements: Requirement[]): NodePoolSpec => ({ template: { spec: { requirements } } });
const families = (...values: string[]) => asks(aws("family"), "In", values);
const sizes = (...values: string[]) => asks(aws("size"), "In", values);
const capacity = (...values: string[]) => asks("karpenter.sh/capacity-type", "In", values);

const inRegion = (
    region: string | undefined,
    spec: EC2NodeClassSpec = al2023,
    more: Partial<LaunchContext> = {},
): LaunchContext => ({
    region,
    nodeClass: restrictionsOf(spec),
    ...more,
});
const oregon = inRegion("us-west-2");

const namesOf = (spec: NodePoolSpec, context = oregon): string[] =>
    mayLaunch(spec, context).launches.map(({ type }) => type.name);
const unknownOf = (spec: NodePoolSpec, context: LaunchContext): string[] => mayLaunch(spec, context).unknown;

describe("a pool may launch", () => {
    it("what has all the labels that it asks for, from the smallest of a family to its largest, with how it is paid for", () => {
        const { launches, unknown } = mayLaunch(
            pool(families("c5", "m5"), asks(aws("cpu"), "Gt", ["2"]), asks(aws("memory"), "Lte", ["32768"])),
            oregon,
        );
        deepEqual(
            launches.map(({ type, capacityTypes }) => [type.name, type.architecture, capacityTypes]),
            ["c5.xlarge", "c5.2xlarge", "c5.4xlarge", "m5.xlarge", "m5.2xlarge"].map(name => [
                name,
                "amd64",
                ["on-demand", "spot"],
            ]),
        );
        deepEqual(unknown, []);
    });

    for (const [what, requirements, expected] of [
        ["by name", [asks("node.kubernetes.io/instance-type", "In", ["m5.large", "t3.nano"])], ["m5.large", "t3.nano"]],
        ["by an old name of a label", [asks("beta.kubernetes.io/instance-type", "In", ["m5.large"])], ["m5.large"]],
        [
            "but for some sizes",
            [families("t4g"), asks(aws("size"), "NotIn", ["nano", "micro", "small", "medium", "large"])],
            ["t4g.xlarge", "t4g.2xlarge"],
        ],
        [
            "of arm64",
            [asks("kubernetes.io/arch", "In", ["arm64"]), families("m5", "m7g"), sizes("large")],
            ["m7g.large"],
        ],
        [
            "with GPUs",
            [
                asks(aws("gpu-manufacturer"), "In", ["nvidia"]),
                asks(aws("gpu-count"), "Gte", ["4"]),
                families("c5", "g5"),
            ],
            ["g5.12xlarge", "g5.24xlarge", "g5.48xlarge"],
        ],
        [
            "without GPUs",
            [asks(aws("gpu-count"), "DoesNotExist"), families("c5", "g5"), sizes("xlarge")],
            ["c5.xlarge"],
        ],
        [
            "with other GPUs than one, or none",
            [asks(aws("gpu-name"), "NotIn", ["a10g"]), families("c5", "g5", "g6"), sizes("xlarge")],
            ["c5.xlarge", "g6.xlarge"],
        ],
        [
            "with local disks",
            [asks(aws("local-nvme"), "Gt", ["400"]), families("c5", "m5d"), sizes("4xlarge")],
            ["m5d.4xlarge"],
        ],
        [
            "of a category and generation",
            [asks(aws("category"), "In", ["z"]), asks(aws("generation"), "Lt", ["2"]), sizes("large")],
            ["z1d.large"],
        ],
        ["on bare metal", [asks(aws("hypervisor"), "NotIn", ["nitro"]), families("c7gd")], ["c7gd.metal"]],
        ["on spot, where that can be", [capacity("spot"), families("t2", "t3"), sizes("nano")], ["t3.nano"]],
    ] as const)
        it(`what it asks for ${what}`, () => deepEqual(namesOf(pool(...requirements)), expected));

    it("what has the labels that it gives its nodes, but for its own", () => {
        const labels = { [aws("size")]: "large", team: "data", constructor: "x" };
        const template = { metadata: { labels }, spec: { requirements: [families("m5", "m6i")] } };
        deepEqual(namesOf({ template }), ["m5.large", "m6i.large"]);
    });

    it("everything there is, with no requirements, but for the a1 that AL2023 does not run on", () => {
        const { types } = instanceTable();
        const offered = types.filter(({ name, regions }) => regions.includes("us-west-2") && !name.startsWith("a1."));
        deepEqual(
            namesOf({}),
            offered.map(({ name }) => name),
        );
    });

    it("on spot and on demand what either takes", () => {
        const { launches } = mayLaunch(
            pool(capacity("spot", "on-demand"), families("t2", "t3"), sizes("nano")),
            oregon,
        );
        deepEqual(
            launches.map(({ type, capacityTypes }) => [type.name, capacityTypes]),
            [
                ["t2.nano", ["on-demand"]],
                ["t3.nano", ["on-demand", "spot"]],
            ],
        );
    });

    it("only what the region offers", () => {
        const gpus = pool(asks(aws("gpu-name"), "In", ["h100"]));
        deepEqual(namesOf(gpus), ["p5.4xlarge", "p5.48xlarge"]);
        deepEqual(namesOf(gpus, inRegion("ap-southeast-4")), []);
        deepEqual(namesOf(pool(asks("topology.kubernetes.io/region", "In", ["eu-west-1"]))), []);
    });

    it("nothing in zones of another region, and at most everything in zones of its own", () => {
        const zone = (zone: string) =>
            pool(families("c5"), sizes("large"), asks("topology.kubernetes.io/zone", "In", [zone]));
        deepEqual(namesOf(zone("eu-west-1a")), []);
        deepEqual(mayLaunch(zone("us-west-2a"), oregon).unknown, ["spec.template.spec.requirements[2]"]);
        deepEqual(namesOf(zone("us-west-2a")), ["c5.large"]);
    });

    it("what is within its limits by itself", () => {
        const limited = (limits: { [resource: string]: unknown }) =>
            namesOf({ ...pool(families("c5", "c7g", "g4dn"), sizes("large", "xlarge", "2xlarge")), limits });
        const all = [
            "c5.large",
            "c5.xlarge",
            "c5.2xlarge",
            "c7g.large",
            "c7g.xlarge",
            "c7g.2xlarge",
            "g4dn.xlarge",
            "g4dn.2xlarge",
        ];
        deepEqual(limited({ cpu: 8, nodes: 1, pods: 0, "example.com/seats": "1" }), all);
        deepEqual(limited({ cpu: "2500m" }), ["c5.large", "c7g.large"]);
        deepEqual(limited({ cpu: null, nodes: "0" }), []);
        deepEqual(limited({ "nvidia.com/gpu": 0, cpu: 4 }), ["c5.large", "c5.xlarge", "c7g.large", "c7g.xlarge"]);
        // What Karpenter takes from the memory for the hypervisor, and Graviton for itself.
        deepEqual(limited({ memory: "3788Mi" }), ["c5.large", "c7g.large"]);
        deepEqual(limited({ memory: "3787Mi" }), ["c7g.large"]);
        deepEqual(limited({ memory: "3728Mi" }), []);
    });

    it("nothing with fewer values than minValues, unless the controller makes do with them", () => {
        const requirement = (minValues: number) =>
            pool(asks(aws("family"), "In", ["c5", "c6i", "p9"], minValues), sizes("large"));
        deepEqual(namesOf(requirement(2)), ["c5.large", "c6i.large"]);
        deepEqual(namesOf(requirement(3)), []);
        deepEqual(namesOf(requirement(3), { ...oregon, minValuesPolicy: "BestEffort" }), ["c5.large", "c6i.large"]);
        deepEqual(namesOf(pool(families("c5"), asks("team", "Exists", undefined, 1))), []);
    });
});

describe("a node class", () => {
    const large = pool(families("a1", "c5", "c7g", "c8i", "t2", "g5g"), sizes("xlarge", "metal"));
    const all = [
        "a1.xlarge",
        "a1.metal",
        "c5.xlarge",
        "c5.metal",
        "c7g.xlarge",
        "c7g.metal",
        "c8i.xlarge",
        "g5g.xlarge",
        "g5g.metal",
        "t2.xlarge",
    ];
    const without = (...names: string[]) => all.filter(name => !names.includes(name));
    const bottlerocket = alias("bottlerocket@1.46.0");
    for (const [what, spec, expected] of [
        [
            "leaves all as they are by itself, its instanceStorePolicy too",
            { ...bottlerocket, instanceStorePolicy: "RAID0" },
            all,
        ],
        ["of AL2023 leaves out a1", al2023, without("a1.xlarge", "a1.metal")],
        [
            "of AL2 leaves out GPUs on arm64, of which there is no image",
            alias("al2@v20260101"),
            without("g5g.xlarge", "g5g.metal"),
        ],
        ["of Windows leaves amd64", alias("windows2022@latest"), ["c5.xlarge", "c5.metal", "c8i.xlarge", "t2.xlarge"]],
        [
            "with connection tracking leaves what is on Nitro",
            { ...bottlerocket, connectionTracking: { udpTimeout: 30 } },
            ["a1.xlarge", "c5.xlarge", "c7g.xlarge", "c8i.xlarge", "g5g.xlarge"],
        ],
        [
            "with nested virtualization leaves what can do it",
            { ...bottlerocket, cpuOptions: { nestedVirtualization: "enabled" } },
            ["c8i.xlarge"],
        ],
        [
            "without nested virtualization leaves all",
            { ...bottlerocket, cpuOptions: { nestedVirtualization: "disabled" } },
            all,
        ],
        [
            "with enclaves leaves what can have them",
            { ...bottlerocket, enclaveOptions: { enabled: true } },
            ["c5.xlarge", "c7g.xlarge", "c8i.xlarge"],
        ],
        ["without enclaves leaves all", { ...bottlerocket, enclaveOptions: { enabled: false } }, all],
        [
            "with network interfaces leaves what has so many",
            {
                ...bottlerocket,
                networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 4, interfaceType: "interface" }],
            },
            ["a1.metal", "c5.metal", "c7g.metal", "g5g.metal"],
        ],
        [
            "with EFA leaves what has it",
            {
                ...bottlerocket,
                networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa-only" }],
            },
            ["c7g.metal"],
        ],
        [
            "with a list of no interfaces leaves what has ENA",
            { ...bottlerocket, networkInterfaces: [] },
            without("t2.xlarge"),
        ],
    ] as [string, EC2NodeClassSpec, string[]][])
        it(what, () => deepEqual(namesOf(large, inRegion("us-west-2", spec)), expected));

    it("of Windows has the labels of Windows", () => {
        const requirement = (key: string, value: string) =>
            pool(families("m5"), sizes("large"), asks(key, "In", [value]));
        const windows = inRegion("us-west-2", { amiFamily: "Windows2022", amiSelectorTerms: [{ id: "ami-1" }] });
        deepEqual(namesOf(requirement("kubernetes.io/os", "windows"), windows), ["m5.large"]);
        deepEqual(namesOf(requirement("kubernetes.io/os", "linux"), windows), []);
        deepEqual(namesOf(requirement("node.kubernetes.io/windows-build", "10.0.20348"), windows), ["m5.large"]);
        deepEqual(namesOf(requirement("node.kubernetes.io/windows-build", "10.0.20348")), []);
        deepEqual(namesOf(requirement("kubernetes.io/os", "windows")), []);
    });

    it("with capacity reservations may have any of what fits reserved, and without has nothing reserved", () => {
        const reserved = pool(families("m5"), sizes("large"), capacity("reserved"));
        deepEqual(namesOf(reserved), []);
        const context = inRegion("us-west-2", { ...al2023, capacityReservationSelectorTerms: [{ id: "cr-1" }] });
        const of = (spec: NodePoolSpec) => mayLaunch(spec, context).launches.map(({ capacityTypes }) => capacityTypes);
        deepEqual(of(reserved), [["reserved"]]);
        deepEqual(unknownOf(reserved, context), ["the class's capacity reservations"]);
        deepEqual(of(pool(families("m5"), sizes("large"))), [["on-demand", "spot", "reserved"]]);
        const type = asks("karpenter.k8s.aws/capacity-reservation-type", "In", ["default"]);
        deepEqual(of(pool(families("m5"), type, capacity("on-demand"))), []);
        deepEqual(of(pool(families("m5"), sizes("large"), type)), [["reserved"]]);
    });
});

describe("what is not known before the deployment restricts nothing, and is named", () => {
    const m5 = [families("m5"), sizes("large")];
    const of = (spec: NodePoolSpec, context = oregon) => [namesOf(spec, context), unknownOf(spec, context)];

    it("in a requirement", () => {
        const path = "spec.template.spec.requirements[2]";
        for (const given of [
            asks(aws("cpu"), "In", [unknown as never]),
            { ...asks(aws("cpu"), "In", ["64"]), operator: unknown },
            { ...asks(aws("cpu"), "In", ["64"]), key: unknown },
        ])
            deepEqual(of(pool(...m5, given)), [["m5.large"], [path]]);
    });

    it("of all requirements", () => {
        const spec = { template: { spec: { requirements: unknown as never } } };
        equal(namesOf(spec).length, namesOf({}).length);
        deepEqual(unknownOf(spec, oregon), ["spec.template.spec.requirements[0]"]);
    });

    it("in a label", () => {
        const template = { metadata: { labels: { [aws("cpu")]: unknown } }, spec: { requirements: m5 } };
        deepEqual(of({ template }), [["m5.large"], [`spec.template.metadata.labels["${aws("cpu")}"]`]]);
    });

    it("in a limit", () =>
        deepEqual(of({ ...pool(...m5), limits: { cpu: unknown, memory: "8Gi" } }), [
            ["m5.large"],
            ["spec.limits.cpu"],
        ]));

    it("of the class", () => {
        const system = asks("kubernetes.io/os", "In", ["windows"]);
        const build = asks("node.kubernetes.io/windows-build", "In", ["10.0.20348"]);
        deepEqual(namesOf(pool(...m5, system, build), { region: "us-west-2", nodeClass: unknownClass }), ["m5.large"]);
        deepEqual(of(pool(...m5), { region: "us-west-2", nodeClass: unknownClass }), [
            ["m5.large"],
            ["the node class", "the class's capacity reservations"],
        ]);
        for (const [spec, what] of [
            [{ ...al2023, amiFamily: unknown }, "images"],
            [alias(unknown as never), "images"],
            [
                {
                    ...al2023,
                    networkInterfaces: [{ networkCardIndex: 9, deviceIndex: unknown, interfaceType: "interface" }],
                },
                "networkInterfaces",
            ],
            [{ ...al2023, cpuOptions: { nestedVirtualization: unknown } }, "cpuOptions"],
            [{ ...al2023, placementGroupSelector: { name: "near" } }, "placement group"],
        ] as [EC2NodeClassSpec, string][])
            deepEqual(of(pool(...m5), inRegion("us-west-2", spec)), [["m5.large"], [`the class's ${what}`]]);
    });

    it("of images named otherwise than by alias, where there are two architectures", () => {
        const context = inRegion("us-west-2", { amiFamily: "AL2023", amiSelectorTerms: [{ id: "ami-1" }] });
        deepEqual(of(pool(...m5), context), [["m5.large"], []]);
        deepEqual(of(pool(families("m5", "m7g"), sizes("large")), context), [
            ["m5.large", "m7g.large"],
            ["the class's images"],
        ]);
    });

    it("of the region", () => {
        const oregon = asks("topology.kubernetes.io/region", "In", ["us-west-2"]);
        deepEqual(of(pool(...m5, oregon), inRegion(undefined)), [["m5.large"], ["the region"]]);
        deepEqual(of(pool(...m5), inRegion("cn-north-1")), [["m5.large"], ["the offers of cn-north-1"]]);
    });
});
