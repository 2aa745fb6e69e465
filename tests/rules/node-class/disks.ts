import type { BlockDeviceMapping } from "../../../components/nodes/node-class-spec.ts";
import { byId, type Cases, nodeClass, pinned, windows } from "../cases.ts";

const path = "nodeClasses.a.spec.blockDeviceMappings";
const ebs = { volumeSize: "20Gi" };
const root: BlockDeviceMapping = { deviceName: "/dev/xvda", ebs };
const disks = (blockDeviceMappings: BlockDeviceMapping[], base = pinned) => nodeClass({ blockDeviceMappings }, base);
const bottlerocket = { amiSelectorTerms: [{ alias: "bottlerocket@v1.46.0" }] };

export const cases: Cases = {
    "disk-volume": {
        breaks: [
            [
                "no size and no snapshot",
                disks([{ ...root, ebs: { volumeType: "gp3" } }]),
                [`${path}[0].ebs: missing volumeSize or snapshotID, expected at least one of them`],
            ],
            [
                "a rate without a snapshot",
                disks([{ ...root, ebs: { ...ebs, volumeInitializationRate: 100 } }]),
                [`${path}[0].ebs.snapshotID: missing, but required by volumeInitializationRate`],
            ],
            [
                "two roots",
                disks([
                    { ...root, rootVolume: true },
                    { deviceName: "/dev/xvdb", ebs, rootVolume: true },
                ]),
                [
                    `${path}[1].rootVolume: found true, but spec.blockDeviceMappings[0] is the root volume already; remove one of them`,
                ],
            ],
        ],
        holds: [
            [
                "a snapshot with a rate, and one root",
                disks([
                    { ...root, rootVolume: true, ebs: { snapshotID: "snap-1", volumeInitializationRate: 100 } },
                    { deviceName: "/dev/xvdb", ebs, rootVolume: false },
                ]),
            ],
        ],
    },
    "disk-ebs": {
        breaks: [
            [
                "a disk without a volume",
                disks([{ deviceName: "/dev/xvda" }]),
                [`${path}[0].ebs: missing, expected the settings of the disk's EBS volume`],
            ],
        ],
        holds: [["a disk with one", disks([root])]],
    },
    "disk-size": {
        breaks: [
            [
                "a unit alone",
                disks([
                    { ...root, ebs: { volumeSize: "Ti" } },
                    { deviceName: "/dev/xvdb", ebs: { volumeSize: "T" } },
                ]),
                [
                    `${path}[0].ebs.volumeSize: found "Ti", expected a number before it: "1Ti"`,
                    `${path}[1].ebs.volumeSize: found "T", expected a number before it: "1T"`,
                ],
            ],
        ],
        holds: [["a number and a unit", disks([{ ...root, ebs: { volumeSize: "1Ti" } }])]],
    },
    "disk-performance": {
        breaks: [
            [
                "operations and throughput of volumes that have none of their own, or too few",
                disks([
                    { ...root, ebs: { ...ebs, volumeType: "gp2", iops: 3000, throughput: 125 } },
                    { deviceName: "/dev/xvdb", ebs: { ...ebs, volumeType: "gp3", iops: 2999, throughput: 124 } },
                    { deviceName: "/dev/xvdc", ebs: { ...ebs, volumeType: "io2", throughput: 125 } },
                ]),
                [
                    `${path}[0].ebs.iops: found 3000, but volumes of type gp2 do not support this field; remove it`,
                    `${path}[0].ebs.throughput: found 125, but volumes of type gp2 do not support this field; remove it`,
                    `${path}[1].ebs.iops: found 2999, expected at least 3000 for gp3`,
                    `${path}[1].ebs.throughput: found 124, expected at least 125 for gp3`,
                    `${path}[2].ebs.iops: missing, but required for volumes of type io2; expected at least 100`,
                    `${path}[2].ebs.throughput: found 125, but volumes of type io2 do not support this field; remove it`,
                ],
            ],
        ],
        holds: [
            [
                "as many as EC2 takes",
                disks([
                    { ...root, ebs: { ...ebs, volumeType: "gp3", iops: 3000, throughput: 125 } },
                    { deviceName: "/dev/xvdb", ebs: { ...ebs, volumeType: "io1", iops: 100 } },
                ]),
            ],
            ["a volume whose type is the image's", disks([{ ...root, ebs: { ...ebs, iops: 1, throughput: 1 } }])],
        ],
    },
    "device-names": {
        breaks: [
            [
                "another disk than the image's",
                disks([{ deviceName: "/dev/sda1", ebs }]),
                [
                    `${path}: found "/dev/sda1", but not /dev/xvda, which is also a disk of AL2023's images and keeps the image's size; add it`,
                ],
            ],
            [
                "one of Bottlerocket's two",
                disks([root], bottlerocket),
                [
                    `${path}: found "/dev/xvda", but not /dev/xvdb, which is also a disk of Bottlerocket's images and keeps the image's size; add it`,
                ],
            ],
            [
                "a disk of Linux's for Windows",
                disks([root], windows),
                [
                    `${path}: found "/dev/xvda", but not /dev/sda1, which is also a disk of Windows2022's images and keeps the image's size; add it`,
                ],
            ],
        ],
        holds: [
            ["both of Bottlerocket's", disks([root, { deviceName: "/dev/xvdb", ebs }], bottlerocket)],
            ["any disk of images that are chosen by id", disks([{ deviceName: "/dev/sda1", ebs }], byId)],
        ],
    },
};
