import { deepEqual, equal, ok } from "node:assert/strict";
import { type _InstanceType, DescribeInstanceTypesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { nodePoolSpec } from "../../components/nodes/node-pool.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { adminClient } from "../../lab/aws/seed.ts";
import { factsOf } from "../../lab/instances/facts.ts";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { siteConfig } from "../../lab/stack-file.ts";
import { restrictionsOf } from "../../stack/instances/class-restrictions.ts";
import type { Launch } from "../../stack/instances/instance-type.ts";
import { sizeOf } from "../../stack/instances/labels.ts";
import { mayLaunch } from "../../stack/instances/launch.ts";
import { nothingToLaunch } from "../../stack/instances/nothing-to-launch.ts";
import { instanceTable } from "../../stack/instances/table.ts";
import { theLab } from "./support/lab.ts";
import { classes, narrow, nothing, wide } from "./support/launch-pools.ts";
import { succeeded } from "./support/outcome.ts";
import { Workload } from "./support/workload.ts";

const region = "us-west-2";

/** The most instance types that Karpenter puts into one launch. */
const most = 60;

const pools = { ...narrow, wide, nothing };

const context = ({ template }: NodePoolSpec) => ({
    region,
    nodeClass: restrictionsOf(classes[template!.spec!.nodeClassRef!.name as string]!),
});
const expected = (spec: NodePoolSpec): Launch[] =>
    mayLaunch(nodePoolSpec("", spec, new Set(Object.keys(classes))), context(spec)).launches;

/** Bare metal and what has devices is taken only where there is nothing else, or where a number of values is asked for. */
function preferred(launches: Launch[], { template }: NodePoolSpec): Launch[] {
    if (template!.spec!.requirements!.some(({ minValues }) => minValues)) return launches;
    const common = launches.filter(
        ({ type }) => !sizeOf(type).includes("metal") && !type.gpu?.count && !type.accelerator,
    );
    return common.length ? common : launches;
}

const namesOf = (launches: Launch[]): string[] => launches.map(({ type }) => type.name).sort();

describe("What a node pool may launch, by the table of instance types", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name: "instances", region, authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        const specs = (all: object) => Object.fromEntries(Object.entries(all).map(([name, spec]) => [name, { spec }]));
        stack = await lab.stack("instances", {
            ...config,
            "eks-karpenter:nodeClasses": specs(classes),
            "eks-karpenter:nodePools": specs(pools),
            "eks-karpenter:checks": {
                development: true,
                allow: { "nothing-to-launch": { reason: "the controller is asked too", in: ["nodePools.nothing"] } },
            },
            "eks-karpenter:install": { ...config["eks-karpenter:install"], replicas: 1 },
        });
        succeeded(await stack.up());
        const containers = [{ name: "app", image: "app" }];
        for (const name of Object.keys(pools))
            await Workload.create(site.cluster, name, {
                pod: { nodeSelector: { "karpenter.sh/nodepool": name }, containers },
            });
        await until(
            "a launch for every pool that can launch something",
            () => [...Object.keys(narrow), "wide"].every(launchedFrom),
            {
                timeout: 240_000,
                every: 500,
                hint: async () =>
                    Object.keys(pools)
                        .filter(name => !launchedFrom(name))
                        .join(),
            },
        );
    });

    after(async () => {
        succeeded(await stack.destroy());
        await site.stop();
    });

    /** The instance types that the controller's first launch for a pool chose from. */
    const launchedFrom = (name: string): string[] | undefined =>
        lab.aws.calls.find(
            ({ action, error, tags }) =>
                action === "CreateFleet" &&
                !error &&
                tags["eks:eks-cluster-name"] === "instances" &&
                tags["karpenter.sh/nodepool"] === name,
        )?.instanceTypes;

    for (const [name, spec] of Object.entries(narrow))
        it(`is what the controller launches from: ${name}`, () => {
            const launches = namesOf(preferred(expected(spec), spec));
            ok(launches.length > 2 && launches.length <= most, `${launches.length} instance types`);
            deepEqual(launchedFrom(name), launches);
        });

    it("has among it what the controller launches from, where that is a part", () => {
        const launches = new Set(namesOf(expected(wide)));
        ok(launches.size > most);
        const taken = launchedFrom("wide")!;
        equal(taken.length, most);
        deepEqual(
            taken.filter(name => !launches.has(name)),
            [],
        );
    });

    it("is nothing where the controller launches nothing", () => {
        deepEqual(
            nothingToLaunch(nothing, context(nothing)).map(({ path }) => path),
            ["spec.template.spec.requirements[1]"],
        );
        equal(launchedFrom("nothing"), undefined);
    });

    it("goes by what the lab's EC2 says of instance types", async () => {
        const ec2 = new EC2Client(adminClient(lab.aws, region));
        const names = ["gpu", "nvme"].flatMap(name => launchedFrom(name)!).sort();
        const asked = { InstanceTypes: names as _InstanceType[] };
        const { InstanceTypes = [] } = await ec2.send(new DescribeInstanceTypesCommand(asked));
        const known = new Map(instanceTable().types.map(type => [type.name, type]));
        const beside = { regions: () => [region], bandwidth: (name: string) => known.get(name)!.networkBandwidth };
        const facts = new Map(InstanceTypes.map(info => [info.InstanceType as string, factsOf(info, beside)]));
        deepEqual(
            names.map(name => facts.get(name)),
            names.map(name => ({ ...known.get(name), regions: [region] })),
        );
    });
});
