import { parse } from "smol-toml";
import type { Boot } from "./boot.ts";
import { taint } from "./flags.ts";

/** The supported part of Bottlerocket's settings. */
interface Kubernetes {
    "cluster-name"?: string;
    "api-server"?: string;
    "cluster-certificate"?: string;
    "node-labels"?: Record<string, string>;
    "node-taints"?: Record<string, string[]>;
    "max-pods"?: number;
}

/** Bottlerocket user data: TOML with `settings.kubernetes`. Undefined for text that is not TOML. */
export function bottlerocket(text: string): Boot | undefined {
    const settings = kubernetes(text);
    if (!settings) return undefined;
    if (!settings["cluster-name"] || !settings["api-server"])
        throw new Error("its settings.kubernetes lacks the cluster's name or API server");
    return {
        cluster: settings["cluster-name"],
        endpoint: settings["api-server"],
        certificateAuthority: settings["cluster-certificate"] ?? "",
        labels: { ...settings["node-labels"] },
        // `key = ["value:Effect"]`, where the value may be empty.
        taints: Object.entries(settings["node-taints"] ?? {}).flatMap(([key, values]) =>
            values.map(value => taint(`${key}=${value}`)),
        ),
        maxPods: settings["max-pods"],
        operatingSystem: "Bottlerocket OS",
    };
}

function kubernetes(text: string): Kubernetes | undefined {
    try {
        return (parse(text) as { settings?: { kubernetes?: Kubernetes } }).settings?.kubernetes;
    } catch {
        return undefined;
    }
}
