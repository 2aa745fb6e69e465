import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { KubeConfig } from "@kubernetes/client-node";
import type { Change, Checked, Difference, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import { changesOf } from "./diff.ts";

/** Supported provider configuration; https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/ */
const known = ["clusterIdentifier", "context", "enableServerSideApply", "kubeconfig", "namespace"];

/** Keys that the engine adds to select a plugin. */
const engineOwn = ["version", "pluginDownloadURL"];

/** Keys that select the cluster. */
const whichCluster = ["kubeconfig", "context"];

export function checkConfig(inputs: Properties): Checked {
    const failures = Object.keys(inputs)
        .filter(property => ![...known, ...engineOwn].includes(property))
        .map(property => ({ property, reason: `it does not know ${property}; it knows ${known.join(", ")}` }));
    if (`${inputs.enableServerSideApply ?? true}` !== "true")
        failures.push({ property: "enableServerSideApply", reason: "it has server-side apply only: leave this true" });
    return { inputs, failures };
}

/**
 * Replaces a provider, and with it all of its resources, when `clusterIdentifier` changes, or without one, when the
 * cluster of the kubeconfig's current context changes (`DiffConfig` in the official provider's
 * provider/pkg/provider/provider.go).
 */
export function diffConfig(oldInputs: Properties, inputs: Properties): Difference {
    const [before, after] = [bare(oldInputs), bare(inputs)];
    const changes = Object.fromEntries(
        [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key => {
            const [path, change] = Object.entries(changesOf(before[key], after[key], key))[0] ?? [];
            return path ? [[path, change!]] : [];
        }),
    );
    for (const path of Object.keys(changes))
        if (replaces(path, before, after)) changes[path] = `${changes[path]}_REPLACE` as Change;
    return { changes };
}

function replaces(path: string, before: Properties, after: Properties): boolean {
    if (path === "clusterIdentifier") return before[path] !== undefined && after[path] !== undefined;
    if (!whichCluster.includes(path)) return false;
    const identifier = "clusterIdentifier";
    if (after[identifier] !== undefined && before[identifier] === after[identifier]) return false;
    return hasUnknown(after[path]) || !isDeepStrictEqual(clusterOf(before), clusterOf(after));
}

const clusterOf = (config: Properties): unknown => {
    try {
        return openKubeconfig(config).getCurrentCluster();
    } catch {
        return undefined;
    }
};

/**
 * The configuration without secret markers, which the engine passes in a provider's own configuration
 * (`resource/sig.go` in its SDK).
 */
export const bare = (config: Properties): Properties =>
    Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
            key,
            value?.["4dabf18193072939515e22adb298388d"] ? value.value : value,
        ]),
    );

/** Loads the provider's kubeconfig, given as text or path, or else the environment's. */
export function openKubeconfig(config: Properties): KubeConfig {
    const kubeconfig = new KubeConfig();
    const text = textOf(config);
    if (text === undefined) kubeconfig.loadFromDefault();
    else kubeconfig.loadFromString(text);
    if (config.context) kubeconfig.setCurrentContext(config.context);
    return kubeconfig;
}

export const textOf = ({ kubeconfig }: Properties): string | undefined =>
    kubeconfig && existsSync(kubeconfig) ? readFileSync(kubeconfig, "utf8") : kubeconfig || undefined;
