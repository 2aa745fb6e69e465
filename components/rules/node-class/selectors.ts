import { plain } from "../../inputs/plain.ts";
import type { EC2NodeClassSpec } from "../../nodes/node-class-spec.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

type Term = { [field: string]: unknown };
type Selector =
    | "amiSelectorTerms"
    | "subnetSelectorTerms"
    | "securityGroupSelectorTerms"
    | "capacityReservationSelectorTerms";

const termsOf = (spec: EC2NodeClassSpec, selector: Selector): Term[] | undefined =>
    spec[selector] as Term[] | undefined;
const has = (term: Term, fields: string[]): string[] => fields.filter(field => term[field] !== undefined);

/** The fields of a selector's terms: a term has one of `by`, and a key of `alone` excludes the fields in its list. */
interface Form {
    by: string[];
    alone: { [field: string]: string[] };
}

const forms: { [selector in Exclude<Selector, "amiSelectorTerms">]: Form } = {
    subnetSelectorTerms: { by: ["id", "tags"], alone: { id: ["tags"] } },
    securityGroupSelectorTerms: {
        by: ["id", "name", "tags"],
        alone: { id: ["name", "tags"], name: ["id", "tags"] },
    },
    capacityReservationSelectorTerms: {
        by: ["id", "tags", "instanceMatchCriteria"],
        alone: { id: ["tags", "ownerID", "instanceMatchCriteria"] },
    },
};

const each = Object.entries(forms) as [Exclude<Selector, "amiSelectorTerms">, Form][];

/** Terms with fields that another of their fields excludes, by the excluding field. */
function* crowded(terms: Term[], { alone }: Form) {
    for (const [field, others] of Object.entries(alone)) {
        const found = terms.map((term, index) => ({
            index,
            beside: term[field] === undefined ? [] : has(term, others),
        }));
        yield { field, terms: found.filter(({ beside }) => beside.length > 0), all: found.length };
    }
}

/** Requires each term to select something, and forbids `id` with other fields. */
export const selectorTerms: Rule<NodeClass> = {
    name: "selector-terms",
    verdict: "invalid",
    says: "Each term that selects subnets, security groups or capacity reservations has a field to select by, and `id` (for security groups also `name`) is not combined with other fields.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        for (const [selector, form] of each) {
            const terms = termsOf(spec, selector);
            if (terms === undefined) continue;
            const path = `spec.${selector}`;
            for (const [index, term] of terms.entries())
                if (has(term, form.by).length === 0)
                    yield {
                        path: `${path}[${index}]`,
                        message: `found nothing to select by, expected ${form.by.join(" or ")}`,
                    };
            if (terms.length === 0) yield { path, message: "found no terms, expected at least one; or remove the key" };
            for (const { field, terms: wrong, all } of crowded(terms, form))
                if (wrong.length === all) for (const each of wrong) yield alone(path, field, each);
        }
    },
};

/** Forbids `id` with other fields, even in some of the terms. */
export const selectorTermAlone: Rule<NodeClass> = {
    name: "selector-term-alone",
    verdict: "refused",
    says: "`id` (for security groups also `name`) is not combined with other fields in any term: the controller selects by it and ignores the other fields.",
    source: "controller, getFilterSets of subnets, security groups and capacity reservations",
    closes: "The CRD's rule applies only if all terms break it.",
    *find({ spec }): Generator<Problem> {
        for (const [selector, form] of each) {
            const terms = termsOf(spec, selector) ?? [];
            for (const { field, terms: wrong, all } of crowded(terms, form))
                if (wrong.length < all) for (const each of wrong) yield alone(`spec.${selector}`, field, each);
        }
    },
};

const alone = (path: string, field: string, { index, beside }: { index: number; beside: string[] }): Problem => ({
    path: `${path}[${index}]`,
    message: `found ${beside.join(", ")} together with ${field}; ${field} must be the only field of a term`,
});

/** Requires a key and a value in each tag to select by. */
export const selectorTags: Rule<NodeClass> = {
    name: "selector-tags",
    verdict: "invalid",
    says: "Tags to select by have a key and a value; the value `*` matches any.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        for (const selector of ["amiSelectorTerms", ...each.map(([name]) => name)] as Selector[])
            for (const [index, term] of (termsOf(spec, selector) ?? []).entries())
                for (const [key, value] of Object.entries((term.tags ?? {}) as Term))
                    if (key === "" || value === "")
                        yield {
                            path: below(`spec.${selector}[${index}].tags`, key),
                            message: key === "" ? "found an empty key" : 'found "", expected a value, or "*" for any',
                        };
    },
};

const ids: [Selector, string, RegExp][] = [
    ["amiSelectorTerms", "ami-0123456789abcdef0", /^ami-[0-9a-z]+$/],
    ["subnetSelectorTerms", "subnet-0123456789abcdef0", /^subnet-[0-9a-z]+$/],
    ["securityGroupSelectorTerms", "sg-0123456789abcdef0", /^sg-[0-9a-z]+$/],
];

/** Requires IDs without other text. */
export const selectorIds: Rule<NodeClass> = {
    name: "selector-ids",
    verdict: "refused",
    says: "An ID in a selector has no other text before or after it: otherwise it matches nothing.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/",
    closes: "The CRD's patterns of IDs are not anchored.",
    *find({ spec }): Generator<Problem> {
        for (const [selector, example, form] of ids)
            for (const [index, term] of (termsOf(spec, selector) ?? []).entries()) {
                const id = plain<string>(term.id);
                if (id !== undefined && !form.test(id))
                    yield {
                        path: `spec.${selector}[${index}].id`,
                        message: `found ${show(id)}, expected an id such as "${example}"`,
                    };
            }
    },
};
