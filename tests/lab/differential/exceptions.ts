import type { Entry } from "./documents/documents.ts";
import { isMap } from "./schema.ts";

/** Something that is invalid to us although the API server takes it. */
export interface Exception {
    says: string;
    /** The hole in the server's own rules that it closes. */
    closes: string;
    /** Whether it is about this value, under this key of a map. */
    concerns(value: unknown, key: string): boolean;
}

/** All of them. A rule that a stack may allow is better than one more. */
export const exceptions: Exception[] = [
    {
        says: "A key has a value other than null.",
        closes: "The server drops a null, or puts the default in its place: that nothing stands after a key goes unnoticed.",
        concerns: value => value === null,
    },
    {
        says: "`timeAdded` of a taint is a text.",
        closes: "The server's check of types passes over lists where the CRD gives a text a format.",
        concerns: (value, key) => key === "timeAdded" && Array.isArray(value),
    },
];

/** The entry without what the exceptions are about. */
export function without(all: Exception[], entry: Entry): Entry {
    const strip = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(strip);
        if (!isMap(value)) return value;
        const kept = Object.entries(value).filter(([key, each]) => !all.some(({ concerns }) => concerns(each, key)));
        return Object.fromEntries(kept.map(([key, each]) => [key, strip(each)]));
    };
    return strip(entry) as Entry;
}
