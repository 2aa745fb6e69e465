import { plain } from "../../inputs/plain.ts";
import { aliasOf, amiFamilyOf } from "../../nodes/node-class.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const disksOf = ({ spec }: NodeClass) =>
    (spec.blockDeviceMappings ?? []).map((disk, index) => ({ ...disk, path: `spec.blockDeviceMappings[${index}]` }));

/** Requires volumes with a size or a snapshot, and at most one root volume. */
export const diskVolume: Rule<NodeClass> = {
    name: "disk-volume",
    verdict: "invalid",
    says: "A volume has `volumeSize` or `snapshotID`, `volumeInitializationRate` requires `snapshotID`, and at most one disk has `rootVolume: true`.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        const disks = disksOf(nodeClass);
        for (const { ebs, path } of disks) {
            if (ebs === undefined) continue;
            if (ebs.snapshotID === undefined && ebs.volumeSize === undefined)
                yield {
                    path: `${path}.ebs`,
                    message: "missing volumeSize or snapshotID, expected at least one of them",
                };
            if (ebs.volumeInitializationRate !== undefined && (ebs.snapshotID === undefined || ebs.snapshotID === ""))
                yield {
                    path: `${path}.ebs.snapshotID`,
                    message: "missing, but required by volumeInitializationRate",
                };
        }
        const roots = disks.filter(({ rootVolume }) => plain(rootVolume) === true);
        for (const { path } of roots.slice(1))
            yield {
                path: `${path}.rootVolume`,
                message: `found true, but ${roots[0]!.path} is the root volume already; remove one of them`,
            };
    },
};

/** Requires a volume for each disk. */
export const diskEbs: Rule<NodeClass> = {
    name: "disk-ebs",
    verdict: "refused",
    says: "Each disk has `ebs`: the controller reads it without checking that it is set.",
    source: "controller, launchtemplate.Provider",
    closes: "The CRD does not require `ebs`.",
    *find(nodeClass): Generator<Problem> {
        for (const { ebs, path } of disksOf(nodeClass))
            if (ebs === undefined)
                yield { path: `${path}.ebs`, message: "missing, expected the settings of the disk's EBS volume" };
    },
};

/** Requires a number in a volume's size. */
export const diskSize: Rule<NodeClass> = {
    name: "disk-size",
    verdict: "refused",
    says: "A volume's size has a number before its unit.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings",
    closes: "The CRD's pattern accepts `Ti` and `T` without a number.",
    *find(nodeClass): Generator<Problem> {
        for (const { ebs, path } of disksOf(nodeClass)) {
            const size = plain<string>(ebs?.volumeSize);
            if (size === "Ti" || size === "T")
                yield {
                    path: `${path}.ebs.volumeSize`,
                    message: `found ${show(size)}, expected a number before it: "1${size}"`,
                };
        }
    },
};

/** The minimum IOPS and throughput of each volume type, if they can be set. */
const performance: { [type: string]: { iops?: number; throughput?: number } } = {
    standard: {},
    gp2: {},
    gp3: { iops: 3000, throughput: 125 },
    io1: { iops: 100 },
    io2: { iops: 100 },
    sc1: {},
    st1: {},
};

/** Requires IOPS and throughput that a volume's type supports. */
export const diskPerformance: Rule<NodeClass> = {
    name: "disk-performance",
    verdict: "refused",
    says: "`iops` is set only on volumes of type gp3 (at least 3000), io1 and io2 (at least 100, and required), and `throughput` only on gp3 (at least 125): EC2 refuses other combinations.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html",
    *find(nodeClass): Generator<Problem> {
        for (const { ebs = {}, path } of disksOf(nodeClass)) {
            const type = plain<string>(ebs.volumeType) ?? "";
            const taken = performance[type];
            if (!taken) continue;
            for (const field of ["iops", "throughput"] as const) {
                const least = taken[field];
                const value = plain<number>(ebs[field]);
                const where = `${path}.ebs.${field}`;
                if (value !== undefined && least === undefined)
                    yield {
                        path: where,
                        message: `found ${value}, but volumes of type ${type} do not support this field; remove it`,
                    };
                if (value !== undefined && least !== undefined && value < least)
                    yield { path: where, message: `found ${value}, expected at least ${least} for ${type}` };
                if (ebs[field] === undefined && field === "iops" && type.startsWith("io"))
                    yield {
                        path: where,
                        message: `missing, but required for volumes of type ${type}; expected at least ${least}`,
                    };
            }
        }
    },
};

/** The devices of each family's images: the root and, on Bottlerocket, the data volume. */
const devices: { [family: string]: string[] } = {
    AL2: ["/dev/xvda"],
    AL2023: ["/dev/xvda"],
    Bottlerocket: ["/dev/xvda", "/dev/xvdb"],
    Windows2019: ["/dev/sda1"],
    Windows2022: ["/dev/sda1"],
    Windows2025: ["/dev/sda1"],
};

/** Warns if a class with disks omits a disk of its images. */
export const deviceNames: Rule<NodeClass> = {
    name: "device-names",
    verdict: "warning",
    says: "A class that sets disks sets every disk of its images by device name: `/dev/xvda`, on Bottlerocket also `/dev/xvdb` (pods and container images), on Windows `/dev/sda1`.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings",
    *find(nodeClass): Generator<Problem> {
        const { spec } = nodeClass;
        const family = amiFamilyOf(spec);
        const disks = disksOf(nodeClass);
        const names = disks.map(({ deviceName }) => (deviceName === undefined ? "" : plain<string>(deviceName)));
        if (disks.length === 0 || names.includes(undefined)) return;
        // Images selected by ID, name or tags may have other devices.
        const wanted = aliasOf(spec) && family ? (devices[family] ?? []) : [];
        for (const name of wanted)
            if (!names.includes(name))
                yield {
                    path: "spec.blockDeviceMappings",
                    message: `found ${names.map(show).join(", ")}, but not ${name}, which is also a disk of ${family}'s images and keeps the image's size; add it`,
                };
    },
};
