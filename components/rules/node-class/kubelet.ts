import { isMap } from "../../inputs/merge.ts";
import { plain } from "../../inputs/plain.ts";
import { secondsOf } from "../../kubernetes/duration.ts";
import { kubeletFields } from "../../kubernetes/kubelet-fields.ts";
import { isQuantity } from "../../kubernetes/quantity.ts";
import { amiFamilyOf } from "../../nodes/node-class.ts";
import type { KubeletConfiguration } from "../../nodes/node-class-spec.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { gateOf } from "../../upstream/gates.ts";
import { crd, type Rule } from "../rule.ts";
import { schemaOf } from "../schema/schema-of.ts";
import { problemsIn } from "../schema/structure.ts";
import type { NodeClass } from "../stack.ts";

const path = "spec.kubelet";
const schema = schemaOf("nodeClasses.<name>.spec.kubelet");
/** The fields that Karpenter itself defines and passes to every image family. */
const own = Object.keys(schema.properties ?? {});
/** The schema of `kubelet` with only these fields. */
const closed = { ...schema, "x-kubernetes-preserve-unknown-fields": false, additionalProperties: false };
/** The schema of `kubelet` with all fields of the kubelet's configuration and expressions in `maxPods`. */
const open = {
    ...closed,
    properties: {
        ...Object.fromEntries(kubeletFields.map(field => [field, {}])),
        ...schema.properties,
        maxPods: { type: ["integer", "string"], minimum: 0, input: true },
    },
};

const signals = [
    "memory.available",
    "nodefs.available",
    "nodefs.inodesFree",
    "imagefs.available",
    "imagefs.inodesFree",
    "pid.available",
];
const resources = ["cpu", "memory", "ephemeral-storage", "pid"];

/** The entries of a map in `kubelet`. Values are `undefined` unless they are known strings or numbers. */
const entriesOf = (kubelet: KubeletConfiguration, field: string): [string, string | undefined][] =>
    isMap(kubelet[field]) ? Object.entries(kubelet[field]).map(([key, value]) => [key, textOf(value)]) : [];

const textOf = (value: unknown): string | undefined =>
    typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** Violations in every Karpenter version: unknown keys of maps, and fields that do not match each other. */
function* semantics(kubelet: KubeletConfiguration): Generator<Problem> {
    for (const field of ["evictionHard", "evictionSoft", "evictionSoftGracePeriod"])
        for (const [key] of entriesOf(kubelet, field))
            if (!signals.includes(key))
                yield {
                    path: below(`${path}.${field}`, key),
                    message: `unknown signal; allowed: ${signals.join(", ")}`,
                };
    for (const field of ["kubeReserved", "systemReserved"])
        for (const [key, value] of entriesOf(kubelet, field)) {
            const at = below(`${path}.${field}`, key);
            if (!resources.includes(key))
                yield { path: at, message: `unknown resource; allowed: ${resources.join(", ")}` };
            if (value?.startsWith("-")) yield { path: at, message: `found ${show(value)}, expected 0 or more` };
        }
    for (const [one, other] of [
        ["evictionSoft", "evictionSoftGracePeriod"],
        ["evictionSoftGracePeriod", "evictionSoft"],
    ] as const)
        for (const [key] of entriesOf(kubelet, one))
            if (!isMap(kubelet[other] ?? {})) continue;
            else if (!entriesOf(kubelet, other).some(([matching]) => matching === key))
                yield {
                    path: below(`${path}.${one}`, key),
                    message: `not set in ${other}; set the signal in both, or in neither`,
                };
    const high = plain<number>(kubelet.imageGCHighThresholdPercent);
    const low = plain<number>(kubelet.imageGCLowThresholdPercent);
    if (high !== undefined && low !== undefined && high <= low)
        yield {
            path: `${path}.imageGCHighThresholdPercent`,
            message: `found ${high}, expected more than imageGCLowThresholdPercent, which is ${low}`,
        };
}

const share = /^(\d{1,2}(\.\d{1,2})?|100(\.0{1,2})?)%$/;

/** Requires kubelet settings that the CRD of 1.14 accepts. */
export const kubelet: Rule<NodeClass> = {
    name: "kubelet",
    verdict: "invalid",
    says: "`kubelet` has only fields that Karpenter 1.14 supports, its maps have the kubelet's signals and resources as keys, soft evictions have grace periods, and `imageGCHighThresholdPercent` is above `imageGCLowThresholdPercent`.",
    source: crd("EC2NodeClass"),
    minors: ["1.14"],
    *find({ spec }) {
        const { kubelet: given } = spec;
        if (!isMap(given)) return;
        const wrong = [...problemsIn(given, closed, { path })];
        const later = kubeletFields.filter(field => !own.includes(field)).map(field => below(path, field));
        for (const problem of wrong)
            yield later.includes(problem.path)
                ? {
                      ...problem,
                      message:
                          "not supported by Karpenter 1.14; remove it, or set install.version to 1.15.x (AL2023 only)",
                  }
                : problem;
        if (wrong.length > 0) return;
        yield* semantics(given);
        for (const field of ["evictionHard", "evictionSoft"])
            for (const [key, value] of entriesOf(given, field))
                if (value !== undefined && value !== "" && !share.test(value) && !isQuantity(value))
                    yield {
                        path: below(`${path}.${field}`, key),
                        message: `found ${show(value)}, expected a percentage or a quantity, such as "5%" or "500Mi"`,
                    };
        for (const field of ["kubeReserved", "systemReserved"])
            for (const [key, value] of entriesOf(given, field))
                if (value !== undefined && !isQuantity(value))
                    yield {
                        path: below(`${path}.${field}`, key),
                        message: `found ${show(value)}, expected a quantity such as "100m" or "500Mi"`,
                    };
    },
};

const percentage = (value: string): boolean =>
    value.endsWith("%") && Number(value.slice(0, -1)) >= 0 && Number(value.slice(0, -1)) <= 100;

/** Requires kubelet settings that the controller of 1.15 accepts. */
export const kubeletSettings: Rule<NodeClass> = {
    name: "kubelet-settings",
    verdict: "refused",
    says: "`kubelet` has only fields of the kubelet's configuration except `registerWithTaints`, with values of their types, and meets the requirements of 1.14 on maps, soft evictions and thresholds.",
    source: "controller, ValidateKubeletConfig: ValidationSucceeded=False, InvalidKubeletConfiguration",
    minors: ["1.15"],
    closes: "The CRD of 1.15 accepts any map.",
    *find({ spec }) {
        const { kubelet: given } = spec;
        if (!isMap(given)) return;
        if (given.registerWithTaints !== undefined)
            yield { path: `${path}.registerWithTaints`, message: "Karpenter sets this field itself; remove it" };
        const wrong = [...problemsIn(given, open, { path })];
        yield* wrong;
        if (wrong.length > 0) return;
        yield* semantics(given);
        for (const field of ["evictionHard", "evictionSoft"])
            for (const [key, value] of entriesOf(given, field))
                if (value !== undefined && !percentage(value) && (!isQuantity(value) || value.startsWith("-")))
                    yield {
                        path: below(`${path}.${field}`, key),
                        message: `found ${show(value)}, expected a percentage or a quantity, such as "5%" or "500Mi"`,
                    };
    },
};

/** Requires durations as grace periods. */
export const evictionGrace: Rule<NodeClass> = {
    name: "eviction-grace",
    verdict: "refused",
    says: "Grace periods of soft evictions are durations: the controller cannot read a node class with other values.",
    source: "controller, KubeletConfiguration.EvictionSoftGracePeriod",
    closes: "The CRD accepts any text.",
    *find({ spec }): Generator<Problem> {
        for (const [key, value] of entriesOf(spec.kubelet ?? {}, "evictionSoftGracePeriod"))
            if (value !== undefined && !((secondsOf(value) ?? -1) >= 0))
                yield {
                    path: below(`${path}.evictionSoftGracePeriod`, key),
                    message: `found ${show(value)}, expected a duration such as "1m30s"`,
                };
    },
};

/** Requires the feature gate for expressions. */
export const kubeletExpression: Rule<NodeClass> = {
    name: "kubelet-expression",
    verdict: "refused",
    says: "An expression in `maxPods`, `kubeReserved` or `systemReserved` requires the AWS feature gate `nodeClassCEL` (alpha).",
    source: "controller: ValidationSucceeded=False, KubeletExpressionsDisabled",
    minors: ["1.15"],
    *find({ spec }, { args }): Generator<Problem> {
        const { kubelet: given } = spec;
        if (!isMap(given) || gateOf(args.install, "awsFeatureGates.nodeClassCEL") !== false) return;
        const maxPods = plain<string | number>(given.maxPods);
        const found = [
            ...(typeof maxPods === "string" ? [[`${path}.maxPods`, maxPods] as const] : []),
            ...["kubeReserved", "systemReserved"].flatMap(field =>
                entriesOf(given, field).flatMap(([key, value]) =>
                    value === undefined || isQuantity(value) ? [] : [[below(`${path}.${field}`, key), value] as const],
                ),
            ),
        ];
        for (const [at, value] of found)
            yield {
                path: at,
                message: `found the expression ${show(value)}, which needs install.values.settings.awsFeatureGates.nodeClassCEL: true`,
            };
    },
};

/** Requires kubelet settings that the image family supports. */
export const kubeletFamily: Rule<NodeClass> = {
    name: "kubelet-family",
    verdict: "refused",
    says: "The image family supports each kubelet setting: fields that are not Karpenter's own, and more than one `clusterDNS`, require AL2023 or `Custom`, and Bottlerocket does not support `podsPerCore`.",
    source: "controller, validateKubeletFieldsSupported: ValidationSucceeded=False, UnsupportedKubeletConfiguration; in 1.14 they are silently dropped",
    *find({ spec }): Generator<Problem> {
        const family = amiFamilyOf(spec);
        const { kubelet: given } = spec;
        if (!isMap(given) || family === undefined || ["AL2023", "Custom"].includes(family)) return;
        for (const field of Object.keys(given))
            if (!own.includes(field) || (field === "podsPerCore" && family === "Bottlerocket"))
                yield {
                    path: below(path, field),
                    message: `not supported for image family ${family}: Karpenter does not pass it to the kubelet; remove it`,
                };
        const { clusterDNS } = given;
        if (Array.isArray(clusterDNS) && clusterDNS.length > 1)
            yield {
                path: `${path}.clusterDNS`,
                message: `found ${clusterDNS.length} addresses, but ${family} uses only the first; remove the others`,
            };
    },
};
