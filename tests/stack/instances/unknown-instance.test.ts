import { deepEqual } from "node:assert/strict";
import type { Requirement } from "../../../components/nodes/node-pool-spec.ts";
import { unknownClass } from "../../../stack/instances/class-restrictions.ts";
import { instanceTable } from "../../../stack/instances/table.ts";
import { unknownInstances, unknownRegion } from "../../../stack/instances/unknown-instance.ts";

const { date } = instanceTable();
const context = { region: "us-west-2", nodeClass: unknownClass };
const aws = (name: string) => `karpenter.k8s.aws/instance-${name}`;

const found = (requirements: object[], labels: { [key: string]: string } = {}) =>
    unknownInstances(
        { template: { metadata: { labels }, spec: { requirements: requirements as Requirement[] } } },
        context,
    );

describe("what the table of instance types does not know", () => {
    for (const [key, known, unknown, noun] of [
        ["node.kubernetes.io/instance-type", "m5.large", "m5.larg", "an instance type"],
        [aws("family"), "c5", "c99g", "a family"],
        [aws("category"), "hpc", "q", "a category"],
        [aws("size"), "metal-48xl", "huge", "a size"],
        ["topology.kubernetes.io/region", "us-east-1", "mars-north-1", "a region"],
    ])
        it(`is ${noun}, asked for or left out`, () => {
            const expected = [
                {
                    path: "spec.template.spec.requirements[0]",
                    message: `found "${unknown}", which is not ${noun} as of ${date}: it is newer, or misspelt`,
                },
            ];
            deepEqual(found([{ key, operator: "In", values: [known, unknown] }]), expected);
            deepEqual(found([{ key, operator: "NotIn", values: [unknown, known] }]), expected);
            deepEqual(found([{ key, operator: "In", values: [known] }]), []);
        });

    it("is the stack's region", () => {
        deepEqual(unknownRegion("us-west-2"), []);
        deepEqual(unknownRegion("cn-north-1"), [
            {
                path: "aws:region",
                message: `found "cn-north-1", which the table of instance types (${date}) does not cover: it is newer, or in another partition`,
            },
        ]);
    });

    it("is no label that is called like what every map has in JavaScript", () =>
        deepEqual(found([], { constructor: "a" }), []));

    it("is a label that the pool gives its nodes", () =>
        deepEqual(
            found([], { [aws("family")]: "c99g", team: "c99g" }).map(({ path }) => path),
            [`spec.template.metadata.labels["${aws("family")}"]`],
        ));

    it("is a bound or a value that no instance type has", () => {
        const said = (key: string, operator: string, values: string[]) =>
            found([{ key, operator, values }]).map(({ message }) => message);
        deepEqual(said(aws("generation"), "Gt", ["90"]), [
            `found ${aws("generation")} Gt ["90"], which no instance type meets as of ${date}: it is newer, or a mistake`,
        ]);
        deepEqual(said(aws("gpu-name"), "In", ["h900"]), [
            `found ${aws("gpu-name")} In ["h900"], which no instance type meets as of ${date}: it is newer, or a mistake`,
        ]);
        deepEqual(said(aws("cpu"), "In", ["3", "4"]), []);
    });

    it("is no label whose values are all there will be, and none of the user's own", () =>
        deepEqual(
            found([
                { key: aws("hypervisor"), operator: "In", values: ["kvm"] },
                { key: "kubernetes.io/arch", operator: "In", values: ["riscv"] },
                { key: "team", operator: "In", values: ["data"] },
                { key: aws("cpu"), operator: "DoesNotExist" },
            ]),
            [],
        ));
});
