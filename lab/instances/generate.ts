import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultVersion } from "../../components/upstream/versions.ts";
import { decode, encode } from "../../stack/instances/encoding.ts";
import type { InstanceType } from "../../stack/instances/instance-type.ts";
import { familyOf } from "../../stack/instances/labels.ts";
import { bySize, tableFile } from "../../stack/instances/table.ts";
import { cacheFolder } from "../process/folder.ts";
import { pythonPart } from "../tools/python.ts";
import { runInto } from "../tools/run.ts";
import { Store } from "../tools/store.ts";
import { readBandwidth } from "./bandwidth.ts";
import { factsOf } from "./facts.ts";
import { readMoto } from "./moto.ts";

const byFamily = (a: InstanceType, b: InstanceType): number =>
    familyOf(a) === familyOf(b) ? bySize(a, b) : familyOf(a) < familyOf(b) ? -1 : 1;

const python = pythonPart();
const store = new Store(join(cacheFolder, "tools"));
if (!store.has(python))
    await store.alone(
        () => console.log("another process is building the lab's tools; waiting for it"),
        () => store.make(python),
    );

const folder = mkdtempSync(join(tmpdir(), "instances-"));
try {
    const run = runInto(join(folder, "log"), "the table of instance types");
    const moto = await readMoto(python.version, join(store.folderOf(python), "bin/python"), folder, run);
    const bandwidth = await readBandwidth(defaultVersion, run);
    // Regions keep their letters.
    const before = existsSync(tableFile) ? decode(readFileSync(tableFile, "utf8")).regions : [];
    const regions = [...new Set([...before, ...[...moto.offerings.keys()].sort()])].filter(region =>
        moto.offerings.has(region),
    );
    const beside = {
        regions: (name: string) => regions.filter(region => moto.offerings.get(region)!.has(name)),
        bandwidth: (name: string) => bandwidth.get(name),
    };
    const types = moto.types.map(info => factsOf(info, beside)).filter(type => type !== undefined);
    const table = {
        source: `EC2, as moto ${python.version} has it; network bandwidth as Karpenter ${defaultVersion} has it`,
        date: moto.date,
        regions,
        types: types.sort(byFamily),
    };
    writeFileSync(tableFile, encode(table));
    console.log(`${tableFile}: ${types.length} instance types of ${table.date}`);
} finally {
    rmSync(folder, { recursive: true });
}
