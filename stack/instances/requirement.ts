/** The values that a label may have: these, or all but these. Source: Karpenter's pkg/scheduling/requirement.go. */
export interface Allowed {
    /** Whether the values are those that are not allowed. */
    complement: boolean;
    values: Set<string>;
    /** Within these bounds only whole numbers are allowed. */
    least: number;
    most: number;
}

/** Any value; without the label it is not enough. */
export const anything: Allowed = { complement: true, values: new Set(), least: -Infinity, most: Infinity };
/** No such label. */
export const nothing: Allowed = { ...anything, complement: false };

/** What one requirement allows. */
export function allowedBy(operator: string, values: string[]): Allowed {
    const number = Number(values[0]);
    switch (operator) {
        case "In":
            return { ...nothing, values: new Set(values) };
        case "NotIn":
            return { ...anything, values: new Set(values) };
        case "DoesNotExist":
            return nothing;
        case "Gt":
            return { ...anything, least: number + 1 };
        case "Gte":
            return { ...anything, least: number };
        case "Lt":
            return { ...anything, most: number - 1 };
        case "Lte":
            return { ...anything, most: number };
        default:
            return anything;
    }
}

/** What both allow. */
export function both(a: Allowed, b: Allowed): Allowed {
    const bounds = { least: Math.max(a.least, b.least), most: Math.min(a.most, b.most) };
    if (bounds.least > bounds.most) return nothing;
    if (!a.complement || !b.complement) {
        const values = [...(a.complement ? b : a).values].filter(value => has(a, value) && has(b, value));
        return { ...nothing, values: new Set(values) };
    }
    const values = [...a.values, ...b.values].filter(value => isWithin(value, bounds));
    return { complement: true, values: new Set(values), ...bounds };
}

/** Whether a label with these values will do; with none, there is no such label. */
export function admits(allowed: Allowed, values: string[]): boolean {
    // Who excludes values can do without the label; who sets bounds or wants any value can't.
    if (values.length === 0) return allowed.values.size > 0 === allowed.complement;
    return values.some(value => has(allowed, value));
}

const has = (allowed: Allowed, value: string): boolean =>
    allowed.values.has(value) !== allowed.complement && isWithin(value, allowed);

function isWithin(value: string, { least, most }: Pick<Allowed, "least" | "most">): boolean {
    if (least === -Infinity && most === Infinity) return true;
    return /^[+-]?\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
}
