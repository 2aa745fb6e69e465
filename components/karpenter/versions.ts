import semver from "semver";

/** A minor of Karpenter: the Kubernetes minors that it runs on, by upstream's compatibility matrix. */
interface Minor {
    kubernetes: { min: string; max: string };
}

/**
 * The Karpenter minors this release knows: their permissions, fields and chart values were compared with upstream's.
 * Bounds: https://karpenter.sh/docs/upgrading/compatibility/
 */
export const minors: Record<string, Minor> = {
    "1.14": { kubernetes: { min: "1.26", max: "1.36" } },
    "1.15": { kubernetes: { min: "1.26", max: "1.37" } },
};

/** Karpenter's version when the user names none: the newest patch of the long-term line, supported to July 2027. */
export const defaultVersion = "1.14.3";

/** `1.14` of `1.14.3`; `undefined` when it is not a version. */
export function minorOf(version: string): string | undefined {
    const parsed = semver.parse(version) ?? semver.coerce(version);
    return parsed ? `${parsed.major}.${parsed.minor}` : undefined;
}

export const older = (a: string, b: string): boolean => semver.lt(semver.coerce(a)!, semver.coerce(b)!);

export const isWithin = (kubernetes: string, { min, max }: Minor["kubernetes"]): boolean =>
    !older(kubernetes, min) && !older(max, minorOf(kubernetes)!);

/** Whether a Kubernetes version is at least `minimum`; `false` when it is not known. */
export const atLeast = (kubernetes: string | undefined, minimum: string): boolean =>
    kubernetes !== undefined && semver.coerce(kubernetes) !== null && !older(kubernetes, minimum);
