/** The value with a text at the end of every text in it, but for those that tell an object's kind. */
export function poisoned<T>(value: T, poison: string): T;
export function poisoned(value: any, poison: string): any {
    if (typeof value === "string") return ["NodePool", "EC2NodeClass"].includes(value) ? value : value + poison;
    if (value instanceof Set) return new Set([...value].map(each => poisoned(each, poison)));
    return inside(value, each => poisoned(each, poison));
}

/** The value with every field of these names secret as a whole. */
export function hidden(value: any, fields: string[]): any {
    return inside(value, (each, key) => (fields.includes(key) ? "[secret]" : hidden(each, fields)));
}

function inside(value: any, change: (each: any, key: string) => any): any {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((each, index) => change(each, `${index}`));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each, key)]));
}
