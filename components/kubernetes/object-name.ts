const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
/** RFC 1123 subdomain, of any length. */
export const subdomain = new RegExp(`^${label}(\\.${label})*$`);

/**
 * The names that Kubernetes accepts for objects.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const objectNames = {
    /** RFC 1123 label: namespaces. */
    label: {
        pattern: new RegExp(`^${label}$`),
        limit: 63,
        allowed: "a-z, 0-9 and -, with a letter or digit at both ends",
    },
    /** RFC 1123 subdomain: most objects. */
    subdomain: {
        pattern: subdomain,
        limit: 253,
        allowed: "a-z, 0-9, - and single dots, with a letter or digit at both ends",
    },
} as const;
