import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { dump, load } from "js-yaml";
import { goModule, goPart, lackOfGo, moduleFolder } from "./go.ts";
import type { Part } from "./part.ts";

/** Supported versions of Karpenter: the long-term one and the next. */
export const versions = ["1.14.3", "1.15.0"] as const;
export type Version = (typeof versions)[number];

/** Creates a value for each version. */
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
        // As in upstream's Makefile.
        variables: version => ({ "sigs.k8s.io/karpenter/pkg/operator.Version": version }),
        minutes: 5,
    });

/** Karpenter's two charts, packaged from its module's source as in upstream's release. */
export function chartsPart(version: Version, helm: string): Part {
    const { directory, inputs } = goModule(folderOf(version), module);
    return {
        name: "karpenter-charts",
        version,
        // This file's text is an input too.
        inputs: [...inputs, readFileSync(import.meta.filename, "utf8")],
        minutes: 1,
        products: chartNames.map(name => chartFile(name, version)),
        lack: lackOfGo,
        make: async (folder, run) => {
            const source = join(await moduleFolder(directory, module, run), "charts");
            const options = ["--version", version, "--app-version", version, "--destination", folder];
            for (const name of chartNames) {
                const chart = join(folder, "source", name);
                copyFiles(join(source, name), chart);
                if (name === "karpenter") setImage(join(chart, "values.yaml"), version);
                await run(helm, ["package", chart, ...options]);
            }
        },
    };
}

const chartNames = ["karpenter", "karpenter-crd"];

export const chartFile = (name: string, version: Version): string => `${name}-${version}.tgz`;

/** Copies files without permissions: a module's files and folders are read-only. */
function copyFiles(from: string, to: string) {
    for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const copy = join(to, relative(from, path));
        mkdirSync(dirname(copy), { recursive: true });
        writeFileSync(copy, readFileSync(path));
    }
}

/** Sets the image's tag. The source has an older release's, and this release's digest is unknown. */
function setImage(path: string, version: Version) {
    const values = load(readFileSync(path, "utf8")) as { controller: { image: Record<string, string> } };
    Object.assign(values.controller.image, { tag: version, digest: "" });
    writeFileSync(path, dump(values));
}
