import type { Requirement } from "../../../components/nodes/node-pool-spec.ts";
import { type Args, type Cases, overlay, settings, unmanaged } from "../cases.ts";

const path = "nodeOverlays.a.spec";
const requiring = (...requirements: Requirement[]) => overlay({ requirements, price: "0.1" });
const family = "karpenter.k8s.aws/instance-family";
const off: Args = { nodeOverlays: { a: { spec: { requirements: [], price: "0.1" } } } };
const needed = ["nodeOverlays.a: needs install.values.settings.featureGates.nodeOverlay: true"];

export const cases: Cases = {
    "overlay-requirements": {
        breaks: [
            [
                "no values for NotIn, and no number for Gt",
                requiring(
                    { key: family, operator: "NotIn" },
                    { key: "karpenter.k8s.aws/instance-cpu", operator: "Gt", values: ["four"] },
                ),
                [
                    `${path}.requirements[0].values: missing, expected at least one value for NotIn`,
                    `${path}.requirements[1].values: found ["four"], expected one whole number, as text, for Gt: ["4"]`,
                ],
            ],
            [
                "a label that only pools may name",
                requiring({ key: "karpenter.k8s.aws/instance-tenancy", operator: "Exists" }),
                [
                    `${path}.requirements[0].key: found "karpenter.k8s.aws/instance-tenancy", whose domain karpenter.k8s.aws is restricted; allowed in it: ` +
                        "ec2nodeclass, instance-accelerator-count, instance-accelerator-manufacturer, instance-accelerator-name, " +
                        "instance-capability-flex, instance-category, instance-cpu, instance-cpu-manufacturer, " +
                        "instance-cpu-sustained-clock-speed-mhz, instance-ebs-bandwidth, instance-encryption-in-transit-supported, " +
                        "instance-family, instance-generation, instance-gpu-count, instance-gpu-manufacturer, instance-gpu-memory, " +
                        "instance-gpu-name, instance-hypervisor, instance-local-nvme, instance-memory, instance-network-bandwidth, instance-size",
                ],
            ],
        ],
        holds: [
            [
                "a pool, and families that are not",
                requiring(
                    { key: "karpenter.sh/nodepool", operator: "In", values: ["a"] },
                    { key: family, operator: "NotIn", values: ["m7i"] },
                ),
            ],
        ],
    },
    "overlay-form": {
        breaks: [
            [
                "a value that is no label's, and one that there is not",
                requiring(
                    { key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5 large"] },
                    { key: "karpenter.sh/capacity-type", operator: "In", values: ["Spot"] },
                ),
                [
                    `${path}.requirements[0].values[0]: found "m5 large", expected an empty value, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends`,
                    `${path}.requirements[1].values[0]: found "Spot", allowed: spot, on-demand, reserved`,
                ],
            ],
        ],
        holds: [
            [
                "values that there are",
                requiring(
                    { key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5.large"] },
                    { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                ),
            ],
        ],
    },
    "overlay-price": {
        breaks: [
            [
                "a price and an adjustment of it",
                overlay({ price: "0.1", priceAdjustment: "-10%" }),
                [`${path}: found both price and priceAdjustment, expected one of them`],
            ],
            [
                "capacity that is the instance type's own",
                overlay({ capacity: { memory: "1Gi", "example.com/fast": 1 } }),
                [
                    `${path}.capacity.memory: the instance type defines this resource; remove it (not allowed: cpu, memory, ephemeral-storage, pods)`,
                ],
            ],
        ],
        holds: [
            ["a price and capacity of another kind", overlay({ price: "0.1", capacity: { "example.com/fast": 1 } })],
        ],
    },
    "overlay-gate": {
        breaks: [
            ["no gate", off, needed],
            ["a gate that is off", { ...off, ...settings({ featureGates: { nodeOverlay: false } }) }, needed],
            ["another gate", { ...off, ...settings({ featureGates: { staticCapacity: true } }) }, needed],
        ],
        holds: [
            ["a gate that is on", overlay({ price: "0.1" })],
            ["a gate that is on as text", { ...off, ...settings({ featureGates: { nodeOverlay: "true" } }) }],
            [
                "a controller that others install",
                { ...off, install: { enabled: false } },
                [`${unmanaged} [unmanaged-nodes]`],
            ],
        ],
    },
};
