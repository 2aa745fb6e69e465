import { plain } from "../../inputs/plain.ts";
import { aliasOf, amiFamilyOf } from "../../nodes/node-class.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const disksOf = ({ spec }: NodeClass) =>
    (spec.blockDeviceMappings ?? []).map((disk, index) => ({ ...disk, path: `spec.blockDeviceMappings[${index}]` }));

/** A disk has a size, and at most one is the root. */
export const diskVolume: Rule<NodeClass> = {
    name: "disk-volume",
    verdict: "invalid",
    says: "A volume has `volumeSize` or `snapshotID`; `volumeInitializationRate` wants `snapshotID`; at most one disk has `rootVolume: true`.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        const disks = disksOf(nodeClass);
        for (const { ebs, path } of disks) {
            if (ebs === undefined) continue;
            if (ebs.snapshotID === undefined && ebs.volumeSize === undefined)
                yield {
                    path: `${path}.ebs`,
                    message: "missing volumeSize or snapshotID, expected one of them at least",
                };
            if (ebs.volumeInitializationRate !== undefined && (ebs.snapshotID === undefined || ebs.snapshotID === ""))
                yield {
                    path: `${path}.ebs.snapshotID`,
                    message: "missing, and volumeInitializationRate is that of a snapshot",
                };
        }
        const roots = disks.filter(({ rootVolume }) => plain(rootVolume) === true);
        for (const { path } of roots.slice(1))
            yield {
                path: `${path}.rootVolume`,
                message: `found true, which ${roots[0]!.path} has already; one disk is the root`,
            };
    },
};

/** A disk is a volume. */
export const diskEbs: Rule<NodeClass> = {
    name: "disk-ebs",
    verdict: "refused",
    says: "Every disk has `ebs`: the controller reads it without looking whether it is there.",
    source: "controller, launchtemplate.Provider",
    closes: "The CRD does not require `ebs`.",
    *find(nodeClass): Generator<Problem> {
        for (const { ebs, path } of disksOf(nodeClass))
            if (ebs === undefined) yield { path: `${path}.ebs`, message: "missing, expected the volume of this disk" };
    },
};

/** A volume's size is a number. */
export const diskSize: Rule<NodeClass> = {
    name: "disk-size",
    verdict: "refused",
    says: "A volume's size has a number before its unit.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings",
    closes: "The CRD's pattern takes `Ti` and `T` alone.",
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

/** What EBS takes of each type of volume: whether operations and throughput are set apart, and from how many on. */
const performance: { [type: string]: { iops?: number; throughput?: number } } = {
    standard: {},
    gp2: {},
    gp3: { iops: 3000, throughput: 125 },
    io1: { iops: 100 },
    io2: { iops: 100 },
    sc1: {},
    st1: {},
};

/** A volume's type takes what is asked of it. */
export const diskPerformance: Rule<NodeClass> = {
    name: "disk-performance",
    verdict: "refused",
    says: "`iops` goes with the volume types gp3 (3000 at least), io1 and io2 (100 at least), which need it, `throughput` with gp3 (125 at least): EC2 refuses others.",
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
                    yield { path: where, message: `found ${value}, which a volume of type ${type} does not take` };
                if (value !== undefined && least !== undefined && value < least)
                    yield { path: where, message: `found ${value}, expected at least ${least} for ${type}` };
                if (ebs[field] === undefined && field === "iops" && type.startsWith("io"))
                    yield { path: where, message: `missing, and a volume of type ${type} needs it: ${least} at least` };
            }
        }
    },
};

/** The devices of each family's images: the root, and on Bottlerocket the one with pods and images. */
const devices: { [family: string]: string[] } = {
    AL2: ["/dev/xvda"],
    AL2023: ["/dev/xvda"],
    Bottlerocket: ["/dev/xvda", "/dev/xvdb"],
    Windows2019: ["/dev/sda1"],
    Windows2022: ["/dev/sda1"],
    Windows2025: ["/dev/sda1"],
};

/** The images' own disks are among those that are set. */
export const deviceNames: Rule<NodeClass> = {
    name: "device-names",
    verdict: "warning",
    says: "A class that sets disks sets those of its images, by their names: `/dev/xvda`; on Bottlerocket also `/dev/xvdb`, where pods and images are; on Windows `/dev/sda1`.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings",
    *find(nodeClass): Generator<Problem> {
        const { spec } = nodeClass;
        const family = amiFamilyOf(spec);
        const disks = disksOf(nodeClass);
        const names = disks.map(({ deviceName }) => (deviceName === undefined ? "" : plain<string>(deviceName)));
        if (disks.length === 0 || names.includes(undefined)) return;
        // Images that are chosen by id, name or tags may have any.
        const wanted = aliasOf(spec) && family ? (devices[family] ?? []) : [];
        for (const name of wanted)
            if (!names.includes(name))
                yield {
                    path: "spec.blockDeviceMappings",
                    message: `found ${names.map(show).join(", ")} and not ${name}, a disk of ${family}'s images, which then has the image's own size`,
                };
    },
};
