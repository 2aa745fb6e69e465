import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump, load } from "js-yaml";

const numbered = <T>(count: number, make: (index: number) => T): { [name: string]: T } =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, make(index)]));

/** What the stack files of the benchmark have other than `Pulumi.dev.yaml`. */
const changes = {
    pools: (count: number) => ({
        "eks-karpenter:nodeClasses": numbered(count, () => ({
            spec: { amiSelectorTerms: [{ alias: "al2023@latest" }] },
        })),
        "eks-karpenter:nodePools": numbered(count, index => ({
            spec: { template: { spec: { nodeClassRef: { name: `n${index}` }, terminationGracePeriod: "1h" } } },
        })),
    }),
    subnets: (count: number) => ({
        "eks-karpenter:discovery": {
            subnets: numbered(count, index => `subnet-${index.toString(16).padStart(17, "0")}`),
        },
    }),
};

/** Writes a stack file with so many pools and classes, or subnets, to a folder. */
export function stackFile(folder: string, kind: keyof typeof changes, count: number): string {
    const stack: any = load(readFileSync(join(import.meta.dirname, "../../Pulumi.dev.yaml"), "utf8"));
    const path = join(folder, `Pulumi.${kind}-${count}.yaml`);
    writeFileSync(path, dump({ config: { ...stack.config, ...changes[kind](count) } }));
    return path;
}
