import type { V1Taint } from "@kubernetes/client-node";
import { load } from "js-yaml";
import type { Boot } from "./boot.ts";
import { kubeletFlags } from "./flags.ts";

/** The supported part of a NodeConfig (`node.eks.aws/v1alpha1`). */
interface NodeConfig {
    cluster?: { name?: string; apiServerEndpoint?: string; certificateAuthority?: string };
    kubelet?: { config?: { registerWithTaints?: V1Taint[]; maxPods?: number }; flags?: string[] };
}

/**
 * Amazon Linux 2023 user data: NodeConfig documents. Later ones override earlier ones, and their flags are
 * concatenated. Undefined if no part is a NodeConfig.
 */
export function nodeadm(parts: string[]): Boot | undefined {
    const specs = parts
        .filter(part => /^kind: *NodeConfig$/m.test(part))
        .map(part => (load(part) as any).spec as NodeConfig);
    if (specs.length === 0) return undefined;
    const cluster = Object.assign({}, ...specs.map(spec => spec.cluster));
    const config = Object.assign({}, ...specs.map(spec => spec.kubelet?.config));
    const flags = kubeletFlags(specs.flatMap(spec => spec.kubelet?.flags ?? []).join(" "));
    if (!cluster.name || !cluster.apiServerEndpoint)
        throw new Error("its NodeConfig lacks the cluster's name or API server");
    return {
        cluster: cluster.name,
        endpoint: cluster.apiServerEndpoint,
        certificateAuthority: cluster.certificateAuthority ?? "",
        labels: flags.labels,
        taints: [...(config.registerWithTaints ?? []), ...flags.taints],
        maxPods: config.maxPods ?? flags.maxPods,
        operatingSystem: "Amazon Linux 2023",
    };
}
