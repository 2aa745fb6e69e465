import { type Problem, show } from "../../problems/problem.ts";
import { wellKnown } from "../../upstream/labels.ts";
import type { Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";
import { type KnownRequirement, requirementsOf } from "./requirements.ts";

/** Labels for which Karpenter knows all values. */
export const valuesOf = new Map([
    ["karpenter.sh/capacity-type", ["spot", "on-demand", "reserved"]],
    ["karpenter.k8s.aws/instance-tenancy", ["default", "dedicated"]],
    ["kubernetes.io/arch", ["amd64", "arm64"]],
    ["kubernetes.io/os", ["linux", "windows"]],
]);

/** Yields values of a requirement that such a label does not have. */
export function* unknownValues({ path, key, operator, values: given }: KnownRequirement): Generator<Problem> {
    const known = valuesOf.get(key ?? "");
    if (!known || (operator !== "In" && operator !== "NotIn")) return;
    for (const [index, value] of (given ?? []).entries())
        if (!known.includes(value))
            yield { path: `${path}.values[${index}]`, message: `found ${show(value)}, allowed: ${known.join(", ")}` };
}

/** Requires values that Karpenter knows. */
export const knownValues: Rule<Pool> = {
    name: "known-values",
    verdict: "refused",
    says: "Capacity types, tenancies, architectures and operating systems are values that Karpenter knows: it silently ignores others, and a pool with no known value is not ready.",
    source: "controller, validateWellKnownValues",
    *find(pool) {
        for (const requirement of requirementsOf(pool)) yield* unknownValues(requirement);
    },
};

const nameOf = (label: string): string => label.slice(label.indexOf("/") + 1);

/** Deprecated names of labels, which Karpenter normalizes to the current ones. */
const old = [
    "beta.kubernetes.io/arch",
    "beta.kubernetes.io/os",
    "beta.kubernetes.io/instance-type",
    "failure-domain.beta.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone",
];

/** Warns about well-known labels under another domain. */
export const labelDomain: Rule<Pool> = {
    name: "label-domain",
    verdict: "warning",
    says: "A requirement does not name a well-known label under another domain: such a label is not well-known, and no instance type has it.",
    source: "https://karpenter.sh/docs/concepts/scheduling/#well-known-labels",
    *find(pool): Generator<Problem> {
        for (const { path, key } of requirementsOf(pool)) {
            if (key === undefined || wellKnown.includes(key) || old.includes(key) || key === "karpenter.sh/nodepool")
                continue;
            const meant = wellKnown.find(label => nameOf(label) === nameOf(key));
            if (meant)
                yield {
                    path: `${path}.key`,
                    message: `found ${show(key)}, which is not a well-known label; did you mean "${meant}"?`,
                };
        }
    },
};
