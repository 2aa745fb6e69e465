import { join } from "node:path";
import { goModule, goPart, lackOfGo, moduleFolder } from "./go.ts";
import type { Part } from "./part.ts";

/** The versions of Karpenter that the lab has: the long-term one, and the one after it. */
export const versions = ["1.14.3", "1.15.0"] as const;
export type Version = (typeof versions)[number];

/** Something for each version. */
export const byVersion = <T>(make: (version: Version) => T): Record<Version, T> =>
    Object.fromEntries(versions.map(version => [version, make(version)])) as Record<Version, T>;

const module = "github.com/aws/karpenter-provider-aws";
const folderOf = (version: Version): string => `karpenter-${version}`;

export const controllerPart = (version: Version): Part =>
    goPart({
        name: "karpenter",
        folder: folderOf(version),
        module,
        package: "cmd/controller",
        // By upstream's Makefile.
        variables: version => ({ "sigs.k8s.io/karpenter/pkg/operator.Version": version }),
        minutes: 5,
    });

/**
 * Karpenter's two charts, from the source of its module. There they carry an older version; as upstream's release does, they are
 * packaged under the controller's.
 */
export function chartsPart(version: Version, helm: string): Part {
    const { directory, inputs } = goModule(folderOf(version), module);
    return {
        name: "karpenter-charts",
        version,
        inputs,
        minutes: 1,
        products: [chartFile("karpenter", version), chartFile("karpenter-crd", version)],
        lack: lackOfGo,
        make: async (folder, run) => {
            const charts = join(await moduleFolder(directory, module, run), "charts");
            const options = ["--version", version, "--app-version", version, "--destination", folder];
            for (const name of ["karpenter", "karpenter-crd"])
                await run(helm, ["package", join(charts, name), ...options]);
        },
    };
}

export const chartFile = (name: string, version: Version): string => `${name}-${version}.tgz`;
