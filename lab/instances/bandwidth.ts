import { readFileSync } from "node:fs";
import { join } from "node:path";
import { goModule, moduleFolder } from "../tools/go.ts";
import type { Run } from "../tools/part.ts";

const module = "github.com/aws/karpenter-provider-aws";
const file = "pkg/providers/instancetype/zz_generated.bandwidth.go";

/** The network bandwidths of a version of Karpenter, in Mbps by instance type: a table of its own, for EC2 says less. */
export async function readBandwidth(version: string, run: Run): Promise<Map<string, number>> {
    const { directory } = goModule(`karpenter-${version}`, module);
    const source = readFileSync(join(await moduleFolder(directory, module, run), file), "utf8");
    return new Map(
        Array.from(source.matchAll(/^\s*"([\w.-]+)":\s*(\d+),$/gm), ([, name, mbps]) => [name!, Number(mbps)]),
    );
}
