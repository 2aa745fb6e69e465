import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { InstanceTypeInfo } from "@aws-sdk/client-ec2";
import type { Run } from "../tools/part.ts";

/** EC2 data in a moto package. */
export interface Recorded {
    /** Date of the package, `2026-10-27`. */
    date: string;
    types: InstanceTypeInfo[];
    /** Offered types by region. */
    offerings: Map<string, Set<string>>;
}

/** Reads EC2 data from a moto package, unpacked into the folder. pip does not keep the date of an installed one. */
export async function readMoto(version: string, python: string, folder: string, run: Run): Promise<Recorded> {
    await run(python, ["-m", "pip", "download", "--no-deps", "--no-input", "--dest", folder, `moto==${version}`]);
    const wheel = join(folder, readdirSync(folder).find(name => name.endsWith(".whl"))!);
    await run(python, ["-m", "zipfile", "--extract", wheel, folder]);
    const resources = "moto/ec2/resources";
    const types = `${resources}/instance_types.json.gz`;
    const offerings = `${resources}/instance_type_offerings/region`;
    const read = (path: string) => JSON.parse(gunzipSync(readFileSync(join(folder, path))).toString());
    return {
        date: dateIn(execFileSync(python, ["-m", "zipfile", "--list", wheel], { encoding: "utf8" }), types),
        types: Object.values(read(types)),
        offerings: new Map(
            readdirSync(join(folder, offerings)).map(file => {
                const offered: { InstanceType: string }[] = read(`${offerings}/${file}`);
                return [file.replace(".json.gz", ""), new Set(offered.map(({ InstanceType }) => InstanceType))];
            }),
        ),
    };
}

/** Date of a file in an archive, from Python's listing. */
function dateIn(list: string, path: string): string {
    const line = list.split("\n").find(line => line.startsWith(`${path} `));
    const date = line && /\d{4}-\d\d-\d\d/.exec(line.slice(path.length))?.[0];
    if (!date) throw new Error(`moto's package does not list ${path} with a date`);
    return date;
}
