import semver from "semver";
import { objectNames } from "../../kubernetes/object-name.ts";
import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import { defaultVersion, minorOf, minors } from "../../upstream/versions.ts";
import type { Rule } from "../rule.ts";
import { valueAt } from "./value-at.ts";

/** Requires a supported release of Karpenter. */
export const karpenterVersion: Rule<Resolved> = {
    name: "karpenter-version",
    verdict: "invalid",
    says: "Karpenter's version is a full release version without `v`, of a supported minor version.",
    source: "https://karpenter.sh/docs/upgrading/compatibility/",
    *find(args): Generator<Problem> {
        const path = "install.version";
        const version = args.install.version;
        if (version.startsWith("v") || semver.valid(version) === null)
            yield {
                path,
                message: `found ${show(version)}, expected a full version without a "v", such as "${defaultVersion}"`,
            };
        else if (semver.prerelease(version))
            yield { path, message: `found the pre-release ${version}, expected a release` };
        else if (!minors[minorOf(version)!]) {
            const known = Object.keys(minors).map(minor => `${minor}.x`);
            yield {
                path,
                message: `found ${version}, which is not supported; allowed: ${known.join(", ")}`,
            };
        }
    },
};

/** Forbids versions in chart references. */
export const chartReference: Rule<Resolved> = {
    name: "chart-reference",
    verdict: "invalid",
    says: "OCI references of the charts have no tag and no digest: `install.version` is the version of both charts.",
    source: "https://helm.sh/docs/topics/registries/",
    *find({ install }): Generator<Problem> {
        for (const key of ["chart", "crdChart"] as const) {
            const chart = install[key];
            // After the host, which may have a port.
            const path = chart?.match(/^oci:\/\/[^/]*\/(.*)$/)?.[1] ?? "";
            if (/[:@]/.test(path.slice(path.lastIndexOf("/") + 1)))
                yield {
                    path: `install.${key}`,
                    message: `found ${show(chart)}, expected no tag or digest; set install.version, the version of both charts`,
                };
        }
    },
};

/** Requires the controller and its CRDs to have the same version. */
export const imageTag: Rule<Resolved> = {
    name: "image-tag",
    verdict: "invalid",
    says: "A tag of the controller's image in the chart values matches `install.version`, which is also the version of the CRDs.",
    source: "https://karpenter.sh/docs/upgrading/upgrade-guide/",
    *find(args): Generator<Problem> {
        const tag = valueAt(args, "controller.image.tag");
        const version = args.install.version;
        if (tag !== undefined && semver.coerce(tag)?.version !== semver.coerce(version)?.version)
            yield {
                path: "install.values.controller.image.tag",
                message: `found ${show(tag)}, but the CRDs have version ${version}; remove the tag, and set install.version for both`,
            };
    },
};

/** Requires names that Kubernetes accepts for the controller. */
export const controllerNames: Rule<Resolved> = {
    name: "controller-names",
    verdict: "invalid",
    says: "The controller's namespace is a DNS label, and its service account is a DNS subdomain.",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
    *find(args): Generator<Problem> {
        const { namespace, serviceAccount } = args.controller;
        yield* misnamed("controller.namespace", "label", namespace);
        yield* misnamed("controller.serviceAccount", "subdomain", serviceAccount);
    },
};

function* misnamed(path: string, kind: keyof typeof objectNames, name: string): Generator<Problem> {
    const { pattern, limit, allowed } = objectNames[kind];
    if (name.length > limit || !pattern.test(name))
        yield { path, message: `found ${show(name)}, expected at most ${limit} characters: ${allowed}` };
}
