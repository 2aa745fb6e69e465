import { type Problem, show } from "./problem.ts";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
/** RFC 1123 subdomain, but for its length. */
export const subdomain = new RegExp(`^${label}(\\.${label})*$`);
const kinds = {
    /** RFC 1123 label: namespaces. */
    label: { pattern: new RegExp(`^${label}$`), limit: 63, allowed: "a-z, 0-9 and -, not - at the ends" },
    /** RFC 1123 subdomain: most objects. */
    subdomain: { pattern: subdomain, limit: 253, allowed: "a-z, 0-9, - and single dots" },
} as const;

/** What Kubernetes takes as an object's name: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function checkObjectName(path: string, kind: keyof typeof kinds, name: string): Problem[] {
    const { pattern, limit, allowed } = kinds[kind];
    if (name.length <= limit && pattern.test(name)) return [];
    return [{ path, message: `found ${show(name)}, expected a name of at most ${limit} of ${allowed}` }];
}
