import semver from "semver";
import { defaultVersion, isWithin, minorOf, minors, older } from "../karpenter/versions.ts";
import { type Problem, seen, show } from "../problems/problem.ts";

/** What is wrong with a Karpenter version by itself. */
export function checkVersion(version: string, path = "install.version"): Problem[] {
    if (version.startsWith("v") || semver.valid(version) === null)
        return [
            {
                path,
                message: `found ${show(version)}, expected a full version without a "v", such as "${defaultVersion}"`,
            },
        ];
    if (semver.prerelease(version)) return [{ path, message: `found the pre-release ${version}, expected a release` }];
    if (!minors[minorOf(version)!]) {
        const known = Object.keys(minors).map(minor => `${minor}.x`);
        return [
            { path, message: `found ${version}, whose permissions are not known here; allowed: ${known.join(", ")}` },
        ];
    }
    return [];
}

/** Whether a Karpenter version runs on a cluster's Kubernetes version (`1.33`, `1.33.4-eks-...`). */
export function checkKubernetes(kubernetes: string, karpenter: string, path = "cluster.version"): Problem[] {
    const found = semver.coerce(kubernetes);
    if (!found || !/^v?\d+\.\d+([.+-][\w.+-]*)?$/.test(kubernetes))
        return [{ path, message: `found ${show(kubernetes)}, expected a Kubernetes version such as "1.33"` }];
    if (older(kubernetes, "1.25"))
        return [
            {
                path,
                message: `found ${seen(kubernetes)}; Karpenter's resources need Kubernetes 1.25 or later to be validated (CEL)`,
            },
        ];
    const minor = minorOf(karpenter);
    const range = minor === undefined ? undefined : minors[minor]?.kubernetes;
    if (!range || isWithin(kubernetes, range)) return [];
    const fitting = Object.entries(minors).filter(([, { kubernetes: other }]) => isWithin(kubernetes, other));
    const advice = fitting.length
        ? `set install.version to ${fitting.map(([other]) => `${other}.x`).join(" or ")}`
        : older(kubernetes, range.min)
          ? "upgrade the cluster first"
          : "no Karpenter that is known here runs on it: stay on an earlier Kubernetes version";
    return [
        {
            path,
            message: `found ${seen(kubernetes)}; Karpenter ${karpenter} runs on Kubernetes ${range.min} to ${range.max}; ${advice}`,
        },
    ];
}
