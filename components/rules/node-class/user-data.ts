import { plain } from "../../inputs/plain.ts";
import { aliasOf, amiFamilyOf } from "../../nodes/node-class.ts";
import { type Problem, seen } from "../../problems/problem.ts";
import type { Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const path = "spec.userData";
const most = 16_384;

/** Limits the size of user data. */
export const userDataSize: Rule<NodeClass> = {
    name: "user-data-size",
    verdict: "refused",
    says: "User data has at most 16,384 bytes, including the part that Karpenter adds.",
    source: "controller: ValidationSucceeded=False, UserDataSizeLimitExceeded; https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    *find({ spec }): Generator<Problem> {
        const size = new TextEncoder().encode(plain<string>(spec.userData) ?? "").length;
        if (size > most)
            yield {
                path,
                message: `found ${size} bytes, expected at most ${most}, including the part that Karpenter adds`,
            };
    },
};

/** Forbids a second call of `bootstrap.sh`. */
export const userDataBootstrap: Rule<NodeClass> = {
    name: "user-data-bootstrap",
    verdict: "refused",
    says: "User data for AL2 does not call `bootstrap.sh`, because Karpenter adds that call after it.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specuserdata",
    *find({ spec }): Generator<Problem> {
        if (
            amiFamilyOf(spec) === "AL2" &&
            /^[^#\n]*\/etc\/eks\/bootstrap\.sh/m.test(plain<string>(spec.userData) ?? "")
        )
            yield {
                path,
                message: "found a call of /etc/eks/bootstrap.sh, which Karpenter adds itself; remove the call",
            };
    },
};

/** Requires the taint of unregistered nodes in user data for `Custom`. */
export const userDataTaint: Rule<NodeClass> = {
    name: "user-data-taint",
    verdict: "refused",
    says: "User data for `Custom` registers the node with the taint `karpenter.sh/unregistered:NoExecute`: without it, the node never becomes registered.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#custom",
    *find({ spec }): Generator<Problem> {
        if (plain(spec.amiFamily) !== "Custom") return;
        if (spec.userData !== undefined && plain(spec.userData) === undefined) return;
        if (!plain<string>(spec.userData)?.includes("karpenter.sh/unregistered"))
            yield {
                path,
                message:
                    "missing the taint karpenter.sh/unregistered:NoExecute, with which a Custom node must register; add it",
            };
    },
};

/** Requires a Bottlerocket image that supports RAID0. */
export const raidImages: Rule<NodeClass> = {
    name: "raid-images",
    verdict: "refused",
    says: "With `instanceStorePolicy: RAID0`, a Bottlerocket image has version v1.22.0 or later: nodes with earlier versions do not join.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specinstancestorepolicy",
    *find({ spec }): Generator<Problem> {
        const { family, version = "" } = aliasOf(spec) ?? {};
        const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
        if (family !== "Bottlerocket" || plain(spec.instanceStorePolicy) !== "RAID0" || minor === undefined) return;
        if (Number(major) < 1 || (Number(major) === 1 && Number(minor) < 22))
            yield {
                path: "spec.instanceStorePolicy",
                message: `found RAID0 with Bottlerocket ${seen(version)}, expected v1.22.0 or later`,
            };
    },
};

/** Forbids a field that Karpenter 1.14 does not have. */
export const enclaveOptions: Rule<NodeClass> = {
    name: "enclave-options",
    verdict: "invalid",
    says: "`enclaveOptions` is not set: the field requires Karpenter 1.15.",
    source: "CRD of EC2NodeClass",
    minors: ["1.14"],
    *find({ spec }): Generator<Problem> {
        if (spec.enclaveOptions !== undefined)
            yield {
                path: "spec.enclaveOptions",
                message: "not supported by Karpenter 1.14; remove it, or set install.version to 1.15.x",
            };
    },
};
