/** An EventBridge event. */
export interface Event {
    source: string;
    "detail-type": string;
    detail: Record<string, unknown>;
    resources: string[];
}

type Pattern = { [name: string]: Pattern | Matcher[] };
type Matcher = string | number | boolean | null | Record<string, any>;

/**
 * Whether an event matches a rule's pattern: for each field, at least one matcher matches the event's value.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const fits = (pattern: Pattern, event: object): boolean =>
    Object.entries(pattern).every(([name, wanted]) => {
        const value = (event as Record<string, unknown>)[name];
        if (!Array.isArray(wanted)) return fits(wanted, (value ?? {}) as object);
        const values = Array.isArray(value) ? value : [value];
        return wanted.some(matcher => values.some(one => matches(matcher, one)));
    });

function matches(matcher: Matcher, value: unknown): boolean {
    if (typeof matcher !== "object" || matcher === null) return matcher === value;
    const [operator, operand] = Object.entries(matcher)[0] ?? [];
    const text = String(value);
    switch (operator) {
        case "prefix":
            return value !== undefined && text.startsWith(operand);
        case "suffix":
            return value !== undefined && text.endsWith(operand);
        case "equals-ignore-case":
            return text.toLowerCase() === String(operand).toLowerCase();
        case "anything-but":
            return value !== undefined && ![operand].flat().includes(value);
        case "exists":
            return (value !== undefined) === operand;
        default:
            throw new Error(
                `the lab does not support the event matcher ${operator}; add it to lab/aws/events/pattern.ts`,
            );
    }
}
