import { createHash } from "node:crypto";
import { loadAll } from "js-yaml";
import type { Checked, Difference, Plugin, Properties } from "../plugin.ts";
import { hasUnknown } from "../unknown.ts";
import { changesOf, replacing, without, withoutNulls } from "./diff.ts";
import { helm } from "./helm.ts";

type Asked<Method extends "check" | "diff"> = Parameters<Plugin[Method]>[0];

/** Pulumi type of a Helm release. */
export const releaseType = "kubernetes:helm.sh/v3:Release";

/**
 * Helm flags by property, with the commands that take them (`helmCreate`, `helmUpdate` in the official
 * helm_release.go).
 */
const flags: Record<string, { flag: string; on: ("install" | "upgrade" | "template")[] }> = {
    atomic: { flag: "--atomic", on: ["install", "upgrade"] },
    cleanupOnFail: { flag: "--cleanup-on-fail", on: ["upgrade"] },
    createNamespace: { flag: "--create-namespace", on: ["install"] },
    dependencyUpdate: { flag: "--dependency-update", on: ["install", "upgrade", "template"] },
    skipCrds: { flag: "--skip-crds", on: ["install"] },
    takeOwnership: { flag: "--take-ownership", on: ["install", "upgrade"] },
    waitForJobs: { flag: "--wait-for-jobs", on: ["install", "upgrade"] },
};

/** `compat` is set by the SDK. */
const known = [
    ...["chart", "compat", "description", "name", "namespace", "skipAwait", "timeout", "values", "version"],
    ...Object.keys(flags),
];

/** Helm arguments for a release. */
export function argumentsFor(command: "install" | "upgrade" | "template", release: Properties): string[] {
    const waits = command !== "template" && !release.skipAwait;
    return [
        ...[command, release.name, release.chart, "--namespace", release.namespace, "--values", "-"],
        ...(release.version ? ["--version", release.version] : []),
        ...(release.description && command !== "template" ? ["--description", release.description] : []),
        ...(waits ? ["--wait", ...timeoutOf(release)] : []),
        ...Object.entries(flags).flatMap(([property, { flag, on }]) =>
            release[property] && on.includes(command) ? [flag] : [],
        ),
    ];
}

/** Adds the rendered chart to the inputs, so that a chart that changed under the same version is detected. */
export async function checkRelease(
    { name, oldInputs, inputs, seed }: Asked<"check">,
    namespace = "default",
): Promise<Checked> {
    const failures = Object.keys(inputs)
        .filter(property => !known.includes(property))
        .map(property => ({ property, reason: `${releaseType} has no ${property} here; it has ${known.join(", ")}` }));
    const letters = createHash("sha256").update(seed).digest("hex").slice(0, 8);
    const wanted = {
        name: oldInputs.name ?? `${name}-${letters}`,
        namespace,
        ...(inputs.skipAwait ? {} : { timeout: 300 }),
        ...withoutNulls(inputs),
    };
    if (failures.length || hasUnknown(wanted)) return { inputs: wanted, failures };
    try {
        const withCrds = wanted.skipCrds ? [] : ["--include-crds"];
        const manifest = await helm([...argumentsFor("template", wanted), ...withCrds], { input: wanted.values });
        const checksum = createHash("sha256").update(manifest).digest("hex");
        return { inputs: { ...wanted, checksum, resourceNames: resourceNames(manifest) }, failures };
    } catch (error) {
        return { inputs: wanted, failures: [{ property: "chart", reason: (error as Error).message }] };
    }
}

/** A new name or namespace replaces the release (`forceNewFields` of `Diff` in the official helm_release.go). */
export function diffRelease({ oldInputs, inputs, ignoreChanges }: Asked<"diff">): Difference {
    return { changes: replacing(without(changesOf(oldInputs, inputs), ignoreChanges), ["name", "namespace"]) };
}

/** Names of a manifest's objects by kind, grouped as in the official provider (manifest_json.go). */
export function resourceNames(manifest: string): Record<string, string[]> {
    const names: Record<string, string[]> = {};
    for (const object of loadAll(manifest) as (Properties | null)[]) {
        if (!object?.kind) continue;
        const { apiVersion, kind, metadata } = object;
        const [group, version] = apiVersion.split("/");
        const key = `${version ? `${kind}.${group}` : kind}/${apiVersion}`;
        names[key] ??= [];
        names[key].push(metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name);
    }
    for (const list of Object.values(names)) list.sort();
    return names;
}

/** Helm's own timeout. The program's custom timeouts do not apply to releases. */
export const timeoutOf = ({ timeout }: Properties): string[] => ["--timeout", `${timeout || 300}s`];
