/**
 * The allowed values of a label, as Karpenter represents them: a set of values, or all values except a set, within bounds.
 *
 * Source: Karpenter 1.14.3 and 1.15.0, pkg/scheduling/requirement.go of sigs.k8s.io/karpenter. `minValues` is not included.
 */
export interface Requirement {
    /** Whether `values` are those that are excluded. */
    complement: boolean;
    values: ReadonlySet<string>;
    /** The lower and the upper bound. With either, only whole numbers are allowed. */
    gte?: Int;
    lte?: Int;
}

/** Go's `int`, with 64 bits. */
type Int = number | bigint;

export const exists: Requirement = { complement: true, values: new Set() };
export const doesNotExist: Requirement = { complement: false, values: new Set() };

/** Aliases of labels. Source: pkg/apis/v1/labels.go, and the AWS provider's pkg/operator/operator.go. */
export const normalizedLabels = new Map([
    ["beta.kubernetes.io/arch", "kubernetes.io/arch"],
    ["beta.kubernetes.io/os", "kubernetes.io/os"],
    ["beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"],
    ["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"],
    ["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"],
    ["topology.ebs.csi.aws.com/zone", "topology.kubernetes.io/zone"],
]);

export function newRequirement(operator: string, values: readonly string[]): Requirement {
    switch (operator) {
        case "In":
            return { complement: false, values: new Set(values) };
        case "NotIn":
            return { complement: true, values: new Set(values) };
        case "DoesNotExist":
            return doesNotExist;
        case "Gt":
            // Nothing is above the greatest int.
            return boundIn(values) === maxInt ? doesNotExist : { ...exists, gte: plus(boundIn(values), 1) };
        case "Gte":
            return { ...exists, gte: boundIn(values) };
        case "Lt":
            return { ...exists, lte: plus(boundIn(values), -1) };
        case "Lte":
            return { ...exists, lte: boundIn(values) };
        default:
            return exists;
    }
}

/** The intersection of two requirements. If they have no value in common, the label must not exist. */
export function intersection(a: Requirement, b: Requirement): Requirement {
    const [gte, lte] = [greatest(a.gte, b.gte), least(a.lte, b.lte)];
    if (gte !== undefined && lte !== undefined && gte > lte) return doesNotExist;
    if (a.complement && b.complement) {
        const values = [...a.values, ...b.values].filter(value => isWithin(value, { gte, lte }));
        return { complement: true, values: new Set(values), gte, lte };
    }
    const values = [...(a.complement ? b : a).values].filter(value => has(a, value) && has(b, value));
    return { complement: false, values: new Set(values) };
}

/** Whether a label may have a value. */
export const has = (requirement: Requirement, value: string): boolean =>
    requirement.values.has(value) !== requirement.complement && isWithin(value, requirement);

/** Whether any value is allowed. */
export const hasValues = ({ complement, values }: Requirement): boolean => complement || values.size > 0;

/** Whether a node without the label is allowed: if Karpenter treats the operator as `NotIn` or `DoesNotExist`, even with bounds. */
export const allowsAbsence = ({ complement, values }: Requirement): boolean => values.size > 0 === complement;

/** Whether one of a label's values is allowed. No values: the label does not exist. */
export const admits = (requirement: Requirement, values: string[]): boolean =>
    values.length === 0 ? allowsAbsence(requirement) : values.some(value => has(requirement, value));

type Bounds = Pick<Requirement, "gte" | "lte">;

function isWithin(value: string, { gte, lte }: Bounds): boolean {
    if (gte === undefined && lte === undefined) return true;
    const { int, error } = atoi(value);
    return !error && (gte === undefined || int >= gte) && (lte === undefined || int <= lte);
}

const greatest = (a?: Int, b?: Int): Int | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);
const least = (a?: Int, b?: Int): Int | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

/** A bound. Karpenter ignores its parse error, because the API server has validated it. */
const boundIn = ([value = ""]: readonly string[]): Int => atoi(value).int;

const plus = (int: Int, more: 1 | -1): Int => (typeof int === "bigint" ? int + BigInt(more) : int + more);

const [minInt, maxInt] = [-(2n ** 63n), 2n ** 63n - 1n];

/** The result of Go's `strconv.Atoi`. An error has 0 if the text is not a whole number, and the nearest number if it is out of range. */
export function atoi(text: string): { int: Int; error: boolean } {
    if (!/^[+-]?\d+$/.test(text)) return { int: 0, error: true };
    if (text.length <= 15) return { int: Number(text), error: false };
    const digits = text.replace(/^[+-]?0*/, "");
    const negative = text.startsWith("-");
    // BigInt would take long to parse longer texts.
    const int = BigInt(digits.slice(0, 20)) * (negative ? -1n : 1n);
    if (int > maxInt) return { int: maxInt, error: true };
    return int < minInt ? { int: minInt, error: true } : { int, error: false };
}
