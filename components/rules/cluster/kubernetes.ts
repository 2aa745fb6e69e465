import semver from "semver";
import { type Problem, seen, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import { atLeast, isWithin, minorOf, minors, older } from "../../upstream/versions.ts";
import type { Rule } from "../rule.ts";

const path = "cluster.version";

const isVersion = (text: string): boolean => semver.coerce(text) !== null && /^v?\d+\.\d+([.+-][\w.+-]*)?$/.test(text);

/** Requires a valid Kubernetes version. */
export const kubernetesVersion: Rule<Resolved> = {
    name: "kubernetes-version",
    verdict: "invalid",
    says: "The cluster's version is a Kubernetes version, for example `1.33` or `1.33.4-eks-abcdef`.",
    source: "https://kubernetes.io/releases/version-skew-policy/",
    *find(_, { kubernetes }): Generator<Problem> {
        if (kubernetes !== undefined && !isVersion(kubernetes))
            yield { path, message: `found ${show(kubernetes)}, expected a Kubernetes version such as "1.33"` };
    },
};

/** Requires a Kubernetes version that Karpenter supports. */
export const kubernetesSupport: Rule<Resolved> = {
    name: "kubernetes-support",
    verdict: "invalid",
    says: "Karpenter's minor version supports the cluster's Kubernetes version.",
    source: "https://karpenter.sh/docs/upgrading/compatibility/",
    *find(args, { kubernetes }): Generator<Problem> {
        if (kubernetes === undefined || !isVersion(kubernetes)) return;
        const message = unsupported(kubernetes, args.install.version);
        if (message) yield { path, message: `found ${seen(kubernetes)}; ${message}` };
    },
};

function unsupported(kubernetes: string, karpenter: string): string | undefined {
    if (older(kubernetes, "1.25"))
        return "Karpenter's CRDs require Kubernetes 1.25 or later (CEL); upgrade the cluster first";
    const range = minors[minorOf(karpenter) ?? ""]?.kubernetes;
    if (!range || isWithin(kubernetes, range)) return undefined;
    const fitting = Object.entries(minors).filter(([, { kubernetes: other }]) => isWithin(kubernetes, other));
    const advice = fitting.length
        ? `set install.version to ${fitting.map(([other]) => `${other}.x`).join(" or ")}`
        : older(kubernetes, range.min)
          ? "upgrade the cluster first"
          : "no supported Karpenter version runs on it; use an earlier Kubernetes version";
    return `Karpenter ${karpenter} runs on Kubernetes ${range.min} to ${range.max}; ${advice}`;
}

/** Requires FlowSchema `v1` for a controller outside `kube-system`. */
export const flowSchemaVersion: Rule<Resolved> = {
    name: "flow-schema-version",
    verdict: "invalid",
    says: "A controller outside `kube-system` runs on Kubernetes 1.29 or later, because it needs two FlowSchemas of API version `v1`.",
    source: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/#flowcontrol-resources-v129",
    *find(args, stack): Generator<Problem> {
        const { kubernetes } = stack;
        const { namespace } = args.controller;
        if (namespace === "kube-system" || !args.install.enabled || kubernetes === undefined) return;
        if (atLeast(kubernetes, "1.29") || !isVersion(kubernetes)) return;
        if ([...kubernetesSupport.find(args, stack)].length > 0) return;
        const message = `found ${show(namespace)} on Kubernetes ${seen(kubernetes)}, which does not have FlowSchema v1; set kube-system`;
        yield { path: "controller.namespace", message };
    },
};
