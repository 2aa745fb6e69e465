import { readFileSync } from "node:fs";
import { join } from "node:path";
import { goModule, moduleFolder } from "../tools/go.ts";
import type { Run } from "../tools/part.ts";

const module = "github.com/aws/karpenter-provider-aws";
const file = "pkg/providers/instancetype/zz_generated.bandwidth.go";

/**
 * Network bandwidths in Mbps by instance type, from the table in a version of Karpenter. EC2's data are less
 * complete.
 */
export async function readBandwidth(version: string, run: Run): Promise<Map<string, number>> {
    const { directory } = goModule(`karpenter-${version}`, module);
    const source = readFileSync(join(await moduleFolder(directory, module, run), file), "utf8");
    return new Map(
        Array.from(source.matchAll(/^\s*"([\w.-]+)":\s*(\d+),$/gm), ([, name, mbps]) => [name!, Number(mbps)]),
    );
}
