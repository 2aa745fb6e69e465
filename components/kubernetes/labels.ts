import { subdomain } from "./object-name.ts";

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Whether a text is the key of a label: a name of at most 63, after a domain and a slash or not. */
export function isQualifiedName(key: string): boolean {
    const parts = key.split("/");
    const [last = "", domain] = parts.reverse();
    const prefixed = domain === undefined || (domain.length <= 253 && subdomain.test(domain));
    return parts.length <= 2 && prefixed && last.length <= 63 && name.test(last);
}

/** Whether a text is the value of a label: nothing, or a name of at most 63. */
export const isLabelValue = (value: string): boolean => value === "" || (value.length <= 63 && name.test(value));
