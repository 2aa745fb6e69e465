import { plain } from "../../inputs/plain.ts";
import { restriction } from "../../karpenter/labels.ts";
import { isLabelValue, isQualifiedName } from "../../kubernetes/labels.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";
import { type Known, numeric, requirementsOf } from "./requirements.ts";

const labelsOf = ({ spec }: Pool) => Object.entries(spec.template?.metadata?.labels ?? {});
const pathOf = (label: string): string => below("spec.template.metadata.labels", label);

/** Requirements and labels keep out of Karpenter's own domains, but for the labels that are to be used. */
export const restrictedLabel: Rule<Pool> = {
    name: "restricted-label",
    verdict: "invalid",
    says: "Requirements and labels keep out of the domains `karpenter.sh` and `karpenter.k8s.aws`, but for what Karpenter offers there, and leave `kubernetes.io/hostname` alone.",
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

/** Labels have values that Kubernetes takes. */
export const labelValue: Rule<Pool> = {
    name: "label-value",
    verdict: "invalid",
    says: "The values of the nodes' labels are empty, or at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.",
    source: crd("NodePool"),
    *find(pool) {
        for (const [key, given] of labelsOf(pool)) {
            const value = plain<string>(given);
            if (value === undefined || isLabelValue(value)) continue;
            yield { path: pathOf(key), message: `found ${show(value)}, ${wanted}` };
        }
    },
};

const wanted = "expected nothing, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends";

const runtime = "controller, NodePool RuntimeValidate: ValidationSucceeded=False";

/** Keys and values are such that a node can carry them as labels. */
export const labelForm: Rule<Pool> = {
    name: "label-form",
    verdict: "refused",
    says: "The keys of labels and requirements are names of at most 63 characters after an optional domain, and the values of requirements can be values of labels.",
    source: runtime,
    *find(pool) {
        for (const [key] of labelsOf(pool))
            if (!isQualifiedName(key)) yield { path: pathOf(key), message: unqualified(key) };
        for (const requirement of requirementsOf(pool)) yield* requirementForm(requirement);
    },
};

/** What no label can be, in what one requirement names and compares. */
export function* requirementForm({ path, key, operator, values = [] }: Known): Generator<Problem> {
    if (key !== undefined && !isQualifiedName(key)) yield { path: `${path}.key`, message: unqualified(key) };
    if (operator === undefined || numeric.includes(operator)) return;
    for (const [index, value] of values.entries())
        if (!isLabelValue(value))
            yield { path: `${path}.values[${index}]`, message: `found ${show(value)}, ${wanted}` };
}

const unqualified = (key: string): string =>
    `found ${show(key)}, expected a name of at most 63 letters, digits, -, _ and ., after a domain and a slash or not`;

const most = 100;

/** Together, labels and requirements are not too many. */
export const labelCount: Rule<Pool> = {
    name: "label-count",
    verdict: "refused",
    says: "A pool has at most 100 labels and requirements together, since a NodeClaim gets both as requirements.",
    source: "CRD of NodeClaim, spec.requirements",
    *find(pool): Generator<Problem> {
        const [labels, requirements] = [labelsOf(pool).length, requirementsOf(pool).length];
        if (labels + requirements > most && labels <= most && requirements <= most)
            yield {
                path: "spec.template",
                message: `found ${labels} labels and ${requirements} requirements, expected at most ${most} together`,
            };
    },
};
