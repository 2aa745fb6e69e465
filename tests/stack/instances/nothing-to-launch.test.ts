import { deepEqual } from "node:assert/strict";
import type { EC2NodeClassSpec } from "../../../components/nodes/node-class-spec.ts";
import type { Requirement } from "../../../components/nodes/node-pool-spec.ts";
import { restrictionsOf } from "../../../stack/instances/class-restrictions.ts";
import { nothingToLaunch } from "../../../stack/instances/nothing-to-launch.ts";
import { instanceTable } from "../../../stack/instances/table.ts";

const { date, types } = instanceTable();
const bottlerocket: EC2NodeClassSpec = { amiSelectorTerms: [{ alias: "bottlerocket@1.46.0" }] };
const offered = (region: string): number => types.filter(({ regions }) => regions.includes(region)).length;
const aws = (name: string) => `karpenter.k8s.aws/instance-${name}`;

/** What is said of a pool `gpu` with such requirements, without the date. */
function found(
    requirements: object[],
    { region = "us-west-2", spec = bottlerocket, labels = {}, limits = {}, minValuesPolicy = "Strict" } = {},
) {
    const template = { metadata: { labels }, spec: { requirements: requirements as Requirement[] } };
    const context = { region, nodeClass: restrictionsOf(spec), minValuesPolicy };
    return nothingToLaunch({ template, limits }, context).map(({ path, message }) => ({
        path: path.replace("spec.template.", ""),
        message: message.replace(` (instance types as of ${date})`, ""),
    }));
}

const c5 = { key: aws("family"), operator: "In", values: ["c5"] };

describe("nothing to launch", () => {
    it("is said with the whole path and the date, and not of a pool that has something", () => {
        const template = {
            spec: { requirements: [c5, { key: aws("size"), operator: "In", values: ["medium"] }] as Requirement[] },
        };
        const context = { region: "us-west-2", nodeClass: restrictionsOf(bottlerocket) };
        deepEqual(nothingToLaunch({ template }, context), [
            {
                path: "spec.template.spec.requirements[1]",
                message: `found ${aws("size")} In ["medium"]; among the 9 instance types in us-west-2 that meet the requirements before it, the values are: 12xlarge, 18xlarge, 24xlarge, 2xlarge, 4xlarge, 9xlarge, large, metal, … (instance types as of ${date})`,
            },
        ]);
        deepEqual(found([c5]), []);
    });

    it("by a requirement by itself", () =>
        deepEqual(found([c5, { key: "kubernetes.io/arch", operator: "In", values: ["x86_64"] }]), [
            {
                path: "spec.requirements[1]",
                message: `found kubernetes.io/arch In ["x86_64"], which none of the ${offered("us-west-2")} instance types in us-west-2 that fit the class meets`,
            },
        ]));

    it("by a requirement on a label that all have", () =>
        deepEqual(
            found([{ key: aws("cpu"), operator: "DoesNotExist" }]).map(({ path }) => path),
            ["spec.requirements[0]"],
        ));

    it("by the region, and where there is something", () =>
        deepEqual(found([{ key: aws("family"), operator: "In", values: ["p6-b200"] }], { region: "ap-southeast-4" }), [
            {
                path: "spec.requirements[0]",
                message: `found ${aws("family")} In ["p6-b200"], which none of the ${offered("ap-southeast-4")} instance types in ap-southeast-4 that fit the class meets; available in ap-south-1, ap-south-2, eu-north-1, eu-west-3, us-east-1, us-east-2, us-west-2`,
            },
        ]));

    it("by a requirement with those before it", () =>
        deepEqual(
            found([
                c5,
                { key: aws("cpu"), operator: "Gt", values: ["64"] },
                { key: aws("memory"), operator: "Lt", values: ["100000"] },
            ]),
            [
                {
                    path: "spec.requirements[2]",
                    message: `found ${aws("memory")} Lt ["100000"]; among the 3 instance types in us-west-2 that meet the requirements before it, the values are: 147456, 196608`,
                },
            ],
        ));

    it("by a label that the pool gives its nodes", () =>
        deepEqual(
            found([c5], { labels: { "kubernetes.io/arch": "arm64" } }).map(({ path }) => path),
            ['metadata.labels["kubernetes.io/arch"]'],
        ));

    it("by the class", () => {
        const networkInterfaces = [{ networkCardIndex: 40, deviceIndex: 0, interfaceType: "interface" as const }];
        deepEqual(found([c5], { spec: { ...bottlerocket, networkInterfaces } }), [
            {
                path: "spec.nodeClassRef.name",
                message: `none of the ${offered("us-west-2")} instance types in us-west-2 fits the class`,
            },
        ]);
        const windows = { amiSelectorTerms: [{ alias: "windows2022@latest" }] };
        deepEqual(
            found([c5, { key: "kubernetes.io/os", operator: "In", values: ["linux"] }], { spec: windows }).map(
                ({ path }) => path,
            ),
            ["spec.requirements[1]"],
        );
    });

    it("by the limits, which a node is within by itself", () => {
        deepEqual(found([c5], { limits: { cpu: "1", memory: "1Ti" } }), [
            {
                path: "spec.limits.cpu",
                message:
                    "found 1, but the smallest of the 9 instance types in us-west-2 that meet the requirements has 2",
            },
        ]);
        deepEqual(found([c5], { limits: { cpu: 2, memory: "3Gi" } }), [
            {
                path: "spec.limits.memory",
                message:
                    "found 3072Mi, but the smallest of the 1 instance type in us-west-2 that meet the requirements has 3788Mi",
            },
        ]);
        deepEqual(found([c5], { limits: { cpu: 2, memory: "4Gi" } }), []);
        deepEqual(
            found([c5], { limits: { nodes: 0 } }).map(({ path }) => path),
            ["spec.limits.nodes"],
        );
    });

    it("by minValues, unless the controller makes do with fewer", () => {
        const requirement = [
            { key: aws("family"), operator: "In", values: ["c5", "c6i", "p5"], minValues: 3 },
            { key: aws("size"), operator: "In", values: ["large"] },
        ];
        deepEqual(found(requirement), [
            {
                path: "spec.requirements[0].minValues",
                message:
                    "found 3, expected at most 2, the number of distinct values among the 2 instance types in us-west-2 that the pool allows: c5, c6i",
            },
        ]);
        deepEqual(found(requirement, { minValuesPolicy: "BestEffort" }), []);
    });

    it("is not said where the table may be too old: of what it does not know, and in regions that it does not know", () => {
        deepEqual(found([{ key: aws("family"), operator: "In", values: ["c99g"] }]), []);
        deepEqual(found([c5, { key: aws("generation"), operator: "Gt", values: ["90"] }]), []);
        deepEqual(
            found([c5, { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] }], { region: "cn-north-1" }),
            [],
        );
    });
});
