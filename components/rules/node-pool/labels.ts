import { plain } from "../../inputs/plain.ts";
import { isLabelValue, isQualifiedName } from "../../kubernetes/labels.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { restriction } from "../../upstream/labels.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";
import { type KnownRequirement, numeric, requirementsOf } from "./requirements.ts";

const labelsOf = ({ spec }: Pool) => Object.entries(spec.template?.metadata?.labels ?? {});
const pathOf = (label: string): string => below("spec.template.metadata.labels", label);

/** Forbids labels in Karpenter's own domains, except for its well-known labels. */
export const restrictedLabel: Rule<Pool> = {
    name: "restricted-label",
    verdict: "invalid",
    says: "Requirements and labels do not use `kubernetes.io/hostname`, or the domains `karpenter.sh` and `karpenter.k8s.aws` except for the labels that Karpenter offers there.",
    source: crd("NodePool"),
    *find(pool) {
        const named = [
            ...requirementsOf(pool).map(({ path, key }) => [`${path}.key`, key] as const),
            ...labelsOf(pool).map(([key]) => [pathOf(key), key] as const),
        ];
        for (const [path, key] of named) {
            const why = key === undefined ? undefined : restriction(key, "NodePool");
            if (why) yield { path, message: `found ${show(key)}, ${why}` };
        }
    },
};

/** Requires valid label values. */
export const labelValue: Rule<Pool> = {
    name: "label-value",
    verdict: "invalid",
    says: "Values of node labels are empty, or have at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.",
    source: crd("NodePool"),
    *find(pool) {
        for (const [key, given] of labelsOf(pool)) {
            const value = plain<string>(given);
            if (value === undefined || isLabelValue(value)) continue;
            yield { path: pathOf(key), message: `found ${show(value)}, ${wanted}` };
        }
    },
};

const wanted =
    "expected an empty value, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends";

const runtime = "controller, NodePool RuntimeValidate: ValidationSucceeded=False";

/** Requires keys and values that node labels can have. */
export const labelForm: Rule<Pool> = {
    name: "label-form",
    verdict: "refused",
    says: "Keys of labels and requirements are names of at most 63 characters after an optional domain, and values of requirements are valid label values.",
    source: runtime,
    *find(pool) {
        for (const [key] of labelsOf(pool))
            if (!isQualifiedName(key)) yield { path: pathOf(key), message: unqualified(key) };
        for (const requirement of requirementsOf(pool)) yield* requirementForm(requirement);
    },
};

/** Yields keys and values of a requirement that no label can have. */
export function* requirementForm({ path, key, operator, values = [] }: KnownRequirement): Generator<Problem> {
    if (key !== undefined && !isQualifiedName(key)) yield { path: `${path}.key`, message: unqualified(key) };
    if (operator === undefined || numeric.includes(operator)) return;
    for (const [index, value] of values.entries())
        if (!isLabelValue(value))
            yield { path: `${path}.values[${index}]`, message: `found ${show(value)}, ${wanted}` };
}

const unqualified = (key: string): string =>
    `found ${show(key)}, expected a name of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name`;

const most = 100;

/** Limits the labels and requirements of a pool. */
export const labelCount: Rule<Pool> = {
    name: "label-count",
    verdict: "refused",
    says: "A pool has at most 100 labels and requirements in total, because a NodeClaim gets both as requirements.",
    source: "CRD of NodeClaim, spec.requirements",
    *find(pool): Generator<Problem> {
        const [labels, requirements] = [labelsOf(pool).length, requirementsOf(pool).length];
        if (labels + requirements > most && labels <= most && requirements <= most)
            yield {
                path: "spec.template",
                message: `found ${labels} labels and ${requirements} requirements, expected at most ${most} in total`,
            };
    },
};
