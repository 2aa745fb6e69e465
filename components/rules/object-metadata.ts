import { plain } from "../inputs/plain.ts";
import { isLabelValue, isQualifiedName } from "../kubernetes/labels.ts";
import { subdomain } from "../kubernetes/object-name.ts";
import { below } from "../problems/path.ts";
import { type Problem, show } from "../problems/problem.ts";
import type { Rule } from "./rule.ts";
import type { Entry } from "./stack.ts";

type Any = Entry<unknown>;

/** Requires names that Kubernetes accepts. */
export const objectName: Rule<Any> = {
    name: "object-name",
    verdict: "invalid",
    says: "The name of a node class, pool or overlay is a DNS subdomain: at most 253 characters of `a-z`, `0-9`, `-` and single dots.",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
    *find({ name }): Generator<Problem> {
        if (name.length > 253 || !subdomain.test(name))
            yield {
                path: "",
                message: `found ${show(name)}, expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends`,
            };
    },
};

/** Requires names that fit into a label value. */
export const nameAsLabel: Rule<Any> = {
    name: "name-as-label",
    verdict: "refused",
    says: "The name of a node class or pool has at most 63 characters, because nodes carry it as a label value.",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
    *find({ name }): Generator<Problem> {
        if (name.length > 63 && name.length <= 253 && subdomain.test(name))
            yield { path: "", message: `found ${show(name)} with ${name.length} characters, expected at most 63` };
    },
};

const total = 256 * 1024;
const size = (text: string): number => new TextEncoder().encode(text).length;

/** Requires labels and annotations that Kubernetes accepts. */
export const objectMetadata: Rule<Any> = {
    name: "object-metadata",
    verdict: "invalid",
    says: "Labels and annotations of the object itself have valid keys and values, and annotations have at most 256 KiB in total.",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
    *find({ labels, annotations }): Generator<Problem> {
        for (const [key, given] of Object.entries(labels)) {
            const value = plain<string>(given);
            const path = below("labels", key);
            if (!isQualifiedName(key)) yield { path, message: wanted };
            if (value !== undefined && !isLabelValue(value))
                yield {
                    path,
                    message: `found ${show(value)}, expected an empty value, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends`,
                };
        }
        for (const key of Object.keys(annotations))
            if (!isQualifiedName(key.toLowerCase())) yield { path: below("annotations", key), message: wanted };
        const bytes = Object.entries(annotations).reduce(
            (sum, [key, value]) => sum + size(key) + size(plain<string>(value) ?? ""),
            0,
        );
        if (bytes > total)
            yield { path: "annotations", message: `found ${bytes} bytes in total, expected at most ${total}` };
    },
};

const wanted =
    "expected a key of at most 63 letters, digits, -, _ and ., optionally after a domain and a slash: example.com/name";
