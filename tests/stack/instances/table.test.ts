import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultVersion } from "../../../components/upstream/versions.ts";
import { decode, encode } from "../../../stack/instances/encoding.ts";
import type { InstanceType, Table } from "../../../stack/instances/instance-type.ts";
import { instanceTable, isArm, tableFile } from "../../../stack/instances/table.ts";

const plain: InstanceType = {
    name: "m5.large",
    architecture: "amd64",
    cpus: 2,
    memory: 8192,
    cpuManufacturer: "Intel",
    clockSpeed: 3100,
    hypervisor: "nitro",
    usageClasses: ["on-demand", "spot"],
    ebsBandwidth: 4750,
    networkBandwidth: 750,
    encryptionInTransit: false,
    localNvme: 0,
    nestedVirtualization: false,
    enclaves: false,
    networkCards: [3],
    efas: 0,
    regions: ["eu-west-1", "us-west-2"],
};

const full: InstanceType = {
    ...plain,
    name: "x1.metal",
    architecture: "arm64",
    hypervisor: "",
    usageClasses: ["capacity-block"],
    encryptionInTransit: true,
    localNvme: 3800,
    gpu: { name: "RTX PRO 4500", manufacturer: "NVIDIA", count: 4, memory: 32768 },
    accelerator: { name: "Trainium2", manufacturer: "AWS", count: 16 },
    nestedVirtualization: true,
    enclaves: true,
    networkCards: [4, 2],
    efas: 2,
    regions: ["us-west-2"],
};

describe("the table of instance types", () => {
    it("is read as it was written, an instance type a line", () => {
        const table: Table = {
            source: "EC2",
            date: "2026-10-27",
            regions: ["us-west-2", "eu-west-1"],
            types: [{ ...plain, regions: ["us-west-2", "eu-west-1"] }, full],
        };
        const text = encode(table);
        deepEqual(decode(text), table);
        const lines = text.split("\n");
        equal(lines.filter(line => line.includes(".")).length, 2);
        equal(
            lines.find(line => line.includes("x1.metal")),
            '        ["x1.metal","arm64",2,8192,"Intel",3100,"","capacity-block",4750,750,1,3800,' +
                '["RTX PRO 4500","NVIDIA",4,32768],["Trainium2","AWS",16],1,1,[4,2],2,"a"]',
        );
    });

    it("of the repository is one that was written so", () => {
        const text = readFileSync(tableFile, "utf8");
        ok(text === encode(decode(text)), "run npm run generate:instances");
        ok(text.length < 300_000, `${text.length} bytes`);
    });

    it("tells the architecture of an instance type, and of one that is newer by its name", () => {
        const arm = ["m7g.large", "g5g.xlarge", "x2gd.medium", "m9g.large", "im5gn.large"];
        const amd64 = ["m5.large", "g4dn.xlarge", "trn1.2xlarge", "m9i.large", "gr6.4xlarge", "unknown"];
        equal([...arm, ...amd64].filter(isArm).join(), arm.join());
    });

    it("is made from the versions that the lab has: otherwise run npm run generate:instances", () => {
        const pins = readFileSync(join(import.meta.dirname, "../../../lab/tools/python/requirements.txt"), "utf8");
        const moto = /^moto==(.*)$/m.exec(pins)![1];
        const { source, date } = instanceTable();
        equal(source, `EC2, as moto ${moto} has it; network bandwidth as Karpenter ${defaultVersion} has it`);
        match(date, /^\d{4}-\d\d-\d\d$/);
    });
});
