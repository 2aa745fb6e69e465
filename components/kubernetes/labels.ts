import { subdomain } from "./object-name.ts";

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Whether a text is a label's key: a name of at most 63 characters, with an optional domain and slash before it. */
export function isQualifiedName(key: string): boolean {
    const parts = key.split("/");
    const [last = "", domain] = parts.reverse();
    const prefixed = domain === undefined || (domain.length <= 253 && subdomain.test(domain));
    return parts.length <= 2 && prefixed && last.length <= 63 && name.test(last);
}

/** Whether a text is a label's value: empty, or a name of at most 63 characters. */
export const isLabelValue = (value: string): boolean => value === "" || (value.length <= 63 && name.test(value));
