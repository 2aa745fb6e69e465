import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instanceTable } from "../../../stack/instances/table.ts";
import { unknownRegion } from "../../../stack/instances/unknown-instance.ts";
import { launchesOf } from "../../../stack/render/launches.ts";
import { render } from "../../render.ts";

const { date, source } = instanceTable();

const asks = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });
const family = (...values: string[]) => asks("karpenter.k8s.aws/instance-family", "In", ...values);
const size = (...values: string[]) => asks("karpenter.k8s.aws/instance-size", "In", ...values);
const capacity = (...values: string[]) => asks("karpenter.sh/capacity-type", "In", ...values);

describe("what the render says of launches", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "launches-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Renders a stack whose pools have these requirements. */
    async function launches(pools: { [name: string]: object[] }, config: object = {}) {
        const stack = {
            "aws:region": "us-west-2",
            "eks-karpenter:cluster": { name: "dev" },
            "eks-karpenter:nodeClasses": {
                default: { spec: { amiSelectorTerms: [{ alias: "al2023@v20260101" }] } },
            },
            "eks-karpenter:nodePools": Object.fromEntries(
                Object.entries(pools).map(([name, requirements]) => [
                    name,
                    { spec: { template: { spec: { requirements, terminationGracePeriod: "1h" } } } },
                ]),
            ),
            ...config,
        };
        const file = join(folder, "stack.yaml");
        writeFileSync(file, JSON.stringify({ config: stack }));
        const out = join(folder, "out");
        const { stdout, stderr } = await render(["dev", "--config", file, "--out", out]);
        equal(stderr, "");
        const text = /^Instance types that node pools can launch.*?(?=\n\n)/ms.exec(stdout)?.[0];
        return { text, file: () => JSON.parse(readFileSync(join(out, "instances.json"), "utf8")), stdout };
    }

    it("is a line for each pool, and all of it in a file", async () => {
        const { text, file } = await launches({
            mixed: [family("c5", "c7g", "t2"), size("nano", "large", "4xlarge"), capacity("spot", "on-demand")],
            zonal: [
                family("m5"),
                size("large"),
                capacity("spot"),
                asks("topology.kubernetes.io/zone", "In", "us-west-2a"),
            ],
        });
        equal(
            text,
            `Instance types that node pools can launch in us-west-2, by AWS's data of ${date}
  NAME   TYPES  AMD64  ARM64  SPOT  ON-DEMAND  SMALLEST, CPU/GIB  LARGEST, CPU/GIB
  mixed      6      4      2     5          6  t2.nano 1/0.5      c7g.4xlarge 16/32
  zonal     ≤1      1      0     1          0  m5.large 2/8       m5.large 2/8
  ≤: at most, since not all restrictions are known; instances.json lists the unknown ones`,
        );
        deepEqual(file(), {
            region: "us-west-2",
            source,
            date,
            pools: {
                mixed: {
                    types: 6,
                    smallest: "t2.nano",
                    largest: "c7g.4xlarge",
                    architectures: { amd64: 4, arm64: 2 },
                    capacityTypes: { "on-demand": 6, spot: 5 },
                    families: { c5: "large 4xlarge", c7g: "large 4xlarge", t2: "nano large" },
                },
                zonal: {
                    types: 1,
                    atMost: ["spec.template.spec.requirements[3]"],
                    smallest: "m5.large",
                    largest: "m5.large",
                    architectures: { amd64: 1 },
                    capacityTypes: { spot: 1 },
                    families: { m5: "large" },
                },
            },
        });
    });

    it("is refused where it is nothing, unless the stack allows that; what is not known is a warning", async () => {
        const lost = [family("c5"), asks("kubernetes.io/arch", "In", "arm64")];
        const problem = `eks-karpenter:nodePools.lost.spec.template.spec.requirements[1]: found kubernetes.io/arch In ["arm64"]; among the 9 instance types in us-west-2 that meet the requirements before it, the values are: amd64 (instance types as of ${date}) [nothing-to-launch]\n`;
        await rejects(launches({ lost }), { actual: problem });
        const allow = {
            "eks-karpenter:checks": { allow: { "nothing-to-launch": { reason: "until the images are there" } } },
        };
        const { text, file, stdout } = await launches({ lost, newer: [family("c99g")] }, allow);
        equal(
            text,
            `Instance types that node pools can launch in us-west-2, by AWS's data of ${date}
  NAME   TYPES  SMALLEST, CPU/GIB  LARGEST, CPU/GIB
  lost       0  -                  -
  newer      0  -                  -`,
        );
        match(stdout, /\[unknown-instance\]\n/);
        match(stdout, /\[nothing-to-launch\]\s+allowed:\s+until\s+the\s+images\s+are\s+there\n/);
        deepEqual(file().pools.lost, { types: 0, architectures: {}, capacityTypes: {}, families: {} });
    });

    it("is nothing of a stack without pools", async () => {
        const { text, stdout } = await launches({});
        equal(text, undefined);
        equal(stdout.includes("instances.json"), false);
    });
});

describe("what pools among manifests may launch", () => {
    const manifest = (kind: string, spec: object) => ({ apiVersion: "v1", kind, metadata: { name: "default" }, spec });
    const al2023 = { amiSelectorTerms: [{ alias: "al2023@v20260101" }] };

    /** The families, and what is not known, of one pool. */
    function found(requirements: object[], { region = "us-west-2", spec = al2023 as object, settings = {} } = {}) {
        const pool = { template: { spec: { nodeClassRef: { name: "default" }, requirements } } };
        const manifests = [manifest("EC2NodeClass", spec), manifest("NodePool", pool)];
        const documents = { policies: [], values: [["karpenter", { settings }] as [string, unknown]], manifests };
        const { launches, unknown } = launchesOf(documents, { region })!.pools[0]!;
        return { types: launches.map(({ type }) => type.name), unknown };
    }

    const requirement = (minValues: number) => [
        { ...family("c5", "c6i", "p5"), minValues },
        size("large"),
        capacity("spot"),
    ];

    it("goes by the region", () => {
        deepEqual(found(requirement(1)).types, ["c5.large", "c6i.large"]);
        deepEqual(found(requirement(1), { region: "me-central-1" }).types, ["c5.large"]);
    });

    it("is warned of in a region of which nothing is known", () => {
        const manifests = [manifest("NodePool", {})];
        const { notes } = launchesOf({ policies: [], values: [], manifests }, { region: "cn-north-1" })!;
        deepEqual(notes, unknownRegion("cn-north-1"));
    });

    it("goes by the class that a pool names", () => {
        const spec = { ...al2023, cpuOptions: { nestedVirtualization: "enabled" } };
        deepEqual(found([family("c6i", "c8i"), size("large")], { spec }).types, ["c8i.large"]);
    });

    it("goes by the controller's policy for minValues", () => {
        deepEqual(found(requirement(3)).types, []);
        deepEqual(found(requirement(3), { settings: { minValuesPolicy: "BestEffort" } }).types, [
            "c5.large",
            "c6i.large",
        ]);
    });

    it("takes what is not shown for not known", () => {
        const spec = { ...al2023, cpuOptions: { nestedVirtualization: "[secret]" } };
        deepEqual(found([family("z1d"), size("[unknown]")], { spec }), {
            types: ["large", "xlarge", "2xlarge", "3xlarge", "6xlarge", "12xlarge", "metal"].map(size => `z1d.${size}`),
            unknown: ["spec.template.spec.requirements[1]", "the class's cpuOptions"],
        });
    });
});
