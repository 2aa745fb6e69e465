import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { defaultVersion } from "../components/upstream/versions.ts";
import type { Lab } from "./lab.ts";
import type { StackConfig } from "./pulumi/stack.ts";
import type { Site, SiteOptions } from "./site.ts";
import type { Version } from "./tools/tools.ts";

/** A repository stack file's config, with the site's ids and the lab's charts in place of those in AWS. */
export function siteConfig(lab: Lab, site: Site, file: string): StackConfig {
    const config = configOf(file);
    const { subnetIds, securityGroupId } = site.network;
    const install = config["eks-karpenter:install"] ?? {};
    const cluster = config["eks-karpenter:cluster"];
    return {
        ...config,
        "eks-karpenter:cluster": { ...cluster, name: site.cluster.name, version: site.cluster.version },
        "eks-karpenter:discovery": {
            subnets: Object.fromEntries(subnetIds.map((id, index) => [`zone-${index + 1}`, id])),
            securityGroups: { cluster: securityGroupId },
        },
        "eks-karpenter:install": { ...install, ...chartsOf(lab, install.version ?? defaultVersion) },
    };
}

/** The options of the cluster that a stack file names. */
export function clusterOf(file: string): SiteOptions {
    const config = configOf(file);
    const region = config["aws:region"];
    const { name, authenticationMode = "API_AND_CONFIG_MAP" } = config["eks-karpenter:cluster"] ?? {};
    if (!region || !name) throw new Error(`${file}: the lab needs aws:region and eks-karpenter:cluster.name`);
    return { name, region, authenticationMode };
}

/** A repository stack file's config. */
export const configOf = (file: string): StackConfig => {
    const document = load(readFileSync(resolve(repository, file), "utf8")) as { config?: StackConfig } | undefined;
    return document?.config ?? {};
};

const repository = fileURLToPath(new URL("..", import.meta.url));

/** Charts of a version of Karpenter. Their registry is not reachable here. */
export const chartsOf = ({ tools }: Pick<Lab, "tools">, version: Version) => ({
    version,
    chart: tools.charts[version].karpenter,
    crdChart: tools.charts[version].crd,
});
