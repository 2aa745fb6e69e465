/** Whether two policies are equal. The order of a list does not matter, nor does a list of one. */
export const samePolicy = (one: string, other: string): boolean => same(one, other, true);

/** Whether two texts contain equal JSON. */
export const sameJson = (one: string, other: string): boolean => same(one, other, false);

function same(one: string, other: string, policy: boolean): boolean {
    try {
        return normal(JSON.parse(one), policy) === normal(JSON.parse(other), policy);
    } catch {
        return one === other;
    }
}

function normal(value: unknown, policy: boolean): string {
    if (Array.isArray(value)) {
        const members = value.map(member => normal(member, policy));
        if (!policy) return `[${members}]`;
        return members.length === 1 ? members[0]! : `[${members.sort()}]`;
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).map(
            ([key, member]) => `${JSON.stringify(key)}:${normal(member, policy)}`,
        );
        return `{${entries.sort()}}`;
    }
    return JSON.stringify(value);
}
