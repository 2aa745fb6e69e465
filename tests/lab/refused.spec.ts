import { deepEqual } from "node:assert/strict";
import type { KarpenterArgs } from "../../components/args.ts";
import { nodeClassManifest } from "../../components/nodes/node-class.ts";
import { nodeOverlayManifest } from "../../components/nodes/node-overlay.ts";
import { nodePoolManifest } from "../../components/nodes/node-pool.ts";
import { violations } from "../../components/rules/check.ts";
import type { Lab } from "../../lab/lab.ts";
import { until } from "../../lab/process/until.ts";
import type { Stack } from "../../lab/pulumi/stack.ts";
import type { Site } from "../../lab/site.ts";
import { chartsOf, siteConfig } from "../../lab/stack-file.ts";
import type { Version } from "../../lab/tools/tools.ts";
import { create, objects, type Plural, remove } from "./support/custom-objects.ts";
import { theLab } from "./support/lab.ts";
import { succeeded } from "./support/outcome.ts";

const image = { amiSelectorTerms: [{ alias: "al2023@v20260903" }] };
const requirements = (key: string, ...values: string[]) => [{ key, operator: "In" as const, values }];
const template = (spec: object, metadata = {}) => ({ spec: { template: { metadata, spec } } });
const taint = { key: "example.com/team", effect: "NoSchedule" };
const kubelet = (kubelet: object, spec: object = image) => ({ spec: { ...spec, kubelet } });
const bottlerocket = { amiSelectorTerms: [{ alias: "bottlerocket@v1.46.0" }] };

/** What breaks a rule that no server knows, and the condition that the controller then sets. */
type Case = [rule: string, kind: "nodePools" | "nodeClasses" | "nodeOverlays", entry: object, condition: string];

const inEvery: Case[] = [
    ["label-form", "nodePools", template({}, { labels: { "a//b": "c" } }), invalidPool()],
    ["label-form", "nodePools", template({ requirements: requirements("example.com/a", "b c") }), invalidPool()],
    ["taint-once", "nodePools", template({ taints: [taint], startupTaints: [taint] }), invalidPool()],
    ["taint-form", "nodePools", template({ taints: [{ ...taint, key: "x".repeat(64) }] }), invalidPool()],
    [
        "known-values",
        "nodePools",
        template({ requirements: requirements("karpenter.sh/capacity-type", "ondemand") }),
        invalidPool(),
    ],
    [
        "class-declared",
        "nodePools",
        template({ nodeClassRef: { name: "elsewhere" } }),
        "NodeClassReady=False, NodeClassNotFound",
    ],
    [
        "images-of-version",
        "nodeClasses",
        { spec: { amiSelectorTerms: [{ alias: "al2@v20251001" }] } },
        "AMIsReady=False, UnsupportedAlias",
    ],
    [
        "selector-ids",
        "nodeClasses",
        { spec: { ...image, subnetSelectorTerms: [{ id: "my-subnet-1" }] } },
        "SubnetsReady=False, SubnetsNotFound",
    ],
    [
        "user-data-size",
        "nodeClasses",
        { spec: { ...image, userData: `#!/bin/sh\n# ${"x".repeat(16_384)}\n` } },
        "ValidationSucceeded=False, UserDataSizeLimitExceeded",
    ],
    [
        "overlay-form",
        "nodeOverlays",
        { spec: { requirements: requirements("example.com/a", "b c"), price: "1" } },
        "ValidationSucceeded=False, RuntimeValidation",
    ],
];

const in115: Case[] = [
    [
        "kubelet-settings",
        "nodeClasses",
        kubelet({ maxPod: 10 }),
        "ValidationSucceeded=False, InvalidKubeletConfiguration",
    ],
    [
        "kubelet-settings",
        "nodeClasses",
        kubelet({ registerWithTaints: [] }),
        "ValidationSucceeded=False, InvalidKubeletConfiguration",
    ],
    [
        "kubelet-settings",
        "nodeClasses",
        kubelet({ evictionSoft: { "memory.available": "5%" } }),
        "ValidationSucceeded=False, InvalidKubeletConfiguration",
    ],
    [
        "eviction-grace",
        "nodeClasses",
        kubelet({
            evictionSoft: { "memory.available": "5%" },
            evictionSoftGracePeriod: { "memory.available": "soon" },
        }),
        "ValidationSucceeded=False, InvalidKubeletConfiguration",
    ],
    [
        "kubelet-expression",
        "nodeClasses",
        kubelet({ maxPods: "vcpus * 10" }),
        "ValidationSucceeded=False, KubeletExpressionsDisabled",
    ],
    [
        "kubelet-family",
        "nodeClasses",
        kubelet({ cpuManagerPolicy: "static" }, bottlerocket),
        "ValidationSucceeded=False, UnsupportedKubeletConfiguration",
    ],
    [
        "kubelet-family",
        "nodeClasses",
        kubelet({ podsPerCore: 5 }, bottlerocket),
        "ValidationSucceeded=False, UnsupportedKubeletConfiguration",
    ],
];

function invalidPool(): string {
    return "ValidationSucceeded=False, NodePoolValidationFailed";
}

const plurals = { nodePools: "nodepools", nodeClasses: "ec2nodeclasses", nodeOverlays: "nodeoverlays" } as const;

describe("what the API server takes and a rule refuses", () => {
    let lab: Lab;
    let site: Site;
    let stack: Stack;

    before(async () => {
        lab = await theLab();
        site = await lab.site({ name: "refused", region: "us-west-2", authenticationMode: "API_AND_CONFIG_MAP" });
        const config = siteConfig(lab, site, "Pulumi.dev.yaml");
        const { install } = { install: config["eks-karpenter:install"] };
        stack = await lab.stack("refused", {
            ...config,
            "eks-karpenter:nodeClasses": { default: { spec: image } },
            "eks-karpenter:nodePools": {},
            "eks-karpenter:install": {
                ...install,
                replicas: 1,
                values: { settings: { featureGates: { nodeOverlay: true } } },
            },
        });
        succeeded(await stack.up());
    });

    after(async () => {
        succeeded(await stack.destroy());
        await site.stop();
    });

    /** The entry is taken, breaks the rule and no other, and the controller says so by the condition. */
    async function refused([rule, kind, entry, condition]: Case, version: Version): Promise<void> {
        const name = "broken";
        const args: KarpenterArgs = {
            cluster: { name: "refused", oidcIssuer: "https://oidc.example", version: site.cluster.version },
            install: { version, values: { settings: { featureGates: { nodeOverlay: true } } } },
            nodeClasses: { default: { spec: image } },
        };
        const given = { ...args, [kind]: { ...args[kind], [name]: entry } } as KarpenterArgs;
        const broken = [...violations(given)].filter(({ rule: { verdict } }) => verdict !== "warning");
        deepEqual([...new Set(broken.map(each => each.rule.name))], [rule]);
        const [manifest] = manifestsOf(given, kind, site).filter(({ metadata }) => metadata.name === name);
        await create(site.cluster, plurals[kind], manifest!);
        const conditions = () => conditionsOf(site, plurals[kind], name);
        await until(`${condition} of ${rule}`, async () => (await conditions()).includes(condition), {
            hint: async () => (await conditions()).join("; "),
        });
        await remove(site.cluster, plurals[kind], name);
    }

    for (const each of inEvery)
        it(`is refused by the controller of 1.14.3: ${each[0]}, ${each[3]}`, () => refused(each, "1.14.3"));

    describe("with Karpenter 1.15.0", () => {
        before(async () => {
            stack.edit(config => {
                Object.assign(config["eks-karpenter:install"], chartsOf(lab, "1.15.0"));
            });
            succeeded(await stack.up());
        });

        for (const each of [...inEvery, ...in115])
            it(`is refused by its controller: ${each[0]}, ${each[3]}`, () => refused(each, "1.15.0"));
    });
});

/** The conditions of an object that are not true, each with its reason. */
async function conditionsOf({ cluster }: Site, plural: Plural, name: string): Promise<string[]> {
    const object = (await objects(cluster, plural)).find(({ metadata }) => metadata.name === name);
    return (object?.status?.conditions ?? []).map(({ type, status, reason }: any) => `${type}=${status}, ${reason}`);
}

/** What the component makes of the entries of a kind. */
function manifestsOf(args: KarpenterArgs, kind: Case[1], { network }: Site) {
    const { nodeClasses = {}, nodePools = {}, nodeOverlays = {} } = args;
    const defaults = {
        role: "refused-nodeRole",
        subnetSelectorTerms: network.subnetIds.map(id => ({ id })),
        securityGroupSelectorTerms: [{ id: network.securityGroupId }],
    };
    switch (kind) {
        case "nodeClasses":
            return Object.entries(nodeClasses).map(([name, each]) => nodeClassManifest(name, each, defaults));
        case "nodePools":
            return Object.entries(nodePools).map(([name, each]) =>
                nodePoolManifest(name, each, new Set(Object.keys(nodeClasses))),
            );
        case "nodeOverlays":
            return Object.entries(nodeOverlays).map(([name, each]) => nodeOverlayManifest(name, each));
    }
}
