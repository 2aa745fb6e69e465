import semver from "semver";

/** A minor version of Karpenter, with the Kubernetes versions it supports. */
interface Minor {
    kubernetes: { min: string; max: string };
}

/**
 * The supported minor versions of Karpenter. Their permissions, fields and chart values were compared with upstream's.
 * Source: https://karpenter.sh/docs/upgrading/compatibility/
 */
export const minors: Record<string, Minor> = {
    "1.14": { kubernetes: { min: "1.26", max: "1.36" } },
    "1.15": { kubernetes: { min: "1.26", max: "1.37" } },
};

/** The default version of Karpenter: the latest patch of the long-term release, supported until July 2027. */
export const defaultVersion = "1.14.3";

/** The minor version, `1.14` of `1.14.3`; `undefined` for anything but a version. */
export function minorOf(version: string): string | undefined {
    const parsed = semver.parse(version) ?? semver.coerce(version);
    return parsed ? `${parsed.major}.${parsed.minor}` : undefined;
}

export const older = (a: string, b: string): boolean => semver.lt(semver.coerce(a)!, semver.coerce(b)!);

export const isWithin = (kubernetes: string, { min, max }: Minor["kubernetes"]): boolean =>
    !older(kubernetes, min) && !older(max, minorOf(kubernetes)!);

/** Whether a Kubernetes version is at least `minimum`; `false` if it is `undefined` or not a version. */
export const atLeast = (kubernetes: string | undefined, minimum: string): boolean =>
    kubernetes !== undefined && semver.coerce(kubernetes) !== null && !older(kubernetes, minimum);
