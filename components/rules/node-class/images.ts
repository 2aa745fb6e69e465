import { plain } from "../../inputs/plain.ts";
import { atLeast } from "../../karpenter/versions.ts";
import { aliasOf, families } from "../../nodes/node-class.ts";
import type { AmiSelectorTerm } from "../../nodes/node-class-spec.ts";
import { type Problem, seen, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const termsOf = ({ spec }: NodeClass) =>
    spec.amiSelectorTerms.map((term, index) => ({ term, path: `spec.amiSelectorTerms[${index}]` }));

const has = (term: AmiSelectorTerm, ...fields: (keyof AmiSelectorTerm)[]): string[] =>
    fields.filter(field => term[field] !== undefined);

/** Each term selects, by one way. */
export const imageTerms: Rule<NodeClass> = {
    name: "image-terms",
    verdict: "invalid",
    says: "Each of `amiSelectorTerms` has `alias`, `id`, `ssmParameter`, `name` or `tags`; beside `alias` or `id` stands nothing else, and a term with `alias` is the only one.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        const terms = termsOf(nodeClass);
        for (const { term, path } of terms) {
            if (has(term, "alias", "id", "ssmParameter", "name", "tags").length === 0)
                yield { path, message: "found nothing to select by, expected alias, id, ssmParameter, name or tags" };
            for (const field of ["alias", "id"] as const) {
                const beside = has(term, "alias", "id", "tags", "name", "owner").filter(each => each !== field);
                if (term[field] !== undefined && beside.length)
                    yield { path, message: `found ${beside.join(", ")} beside ${field}, expected ${field} alone` };
            }
            if (term.alias !== undefined && terms.length > 1)
                yield { path, message: `found an alias in one of ${terms.length} terms, expected it in the only one` };
        }
    },
};

/** What stands beside an SSM parameter counts for nothing. */
export const parameterAlone: Rule<NodeClass> = {
    name: "parameter-alone",
    verdict: "refused",
    says: "A term with `ssmParameter` has nothing else: the controller selects by one of them and passes over the rest.",
    source: "controller, amifamily.DefaultAMIs",
    closes: "The CRD's rules on `id` and `alias` leave `ssmParameter` out.",
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const beside = has(term, "alias", "id", "name", "tags", "owner");
            if (term.ssmParameter !== undefined && beside.length)
                yield { path, message: `found ${beside.join(", ")} beside ssmParameter, expected ssmParameter alone` };
        }
    },
};

/** An alias is a family and a version. */
export const aliasForm: Rule<NodeClass> = {
    name: "alias-form",
    verdict: "invalid",
    says: "An alias is `family@version`, of a family that EKS publishes images of; Windows has no version but `latest`.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const alias = plain<string>(term.alias);
            if (alias === undefined) continue;
            const at = (message: string) => ({ path: `${path}.alias`, message: `found ${show(alias)}, ${message}` });
            const [family = "", version] = alias.split("@");
            if (!/^[a-zA-Z0-9]+@[^\n]+$/.test(alias)) yield at("expected a family, @ and a version: al2023@v20260101");
            else if (!families.has(family)) yield at(`allowed families: ${[...families.keys()].join(", ")}`);
            else if (family.startsWith("windows") && version !== "latest")
                yield at(`expected ${family}@latest, the only one`);
        }
    },
};

const forms = new Map<string, [RegExp, string]>([
    ["AL2", [/^v\d{8}$/, "v20260101"]],
    ["AL2023", [/^v\d{8}$/, "v20260101"]],
    ["Bottlerocket", [/^v?\d+\.\d+\.\d+$/, "v1.46.0"]],
]);

/** The version of an alias is one that the family can have. */
export const aliasVersion: Rule<NodeClass> = {
    name: "alias-version",
    verdict: "refused",
    says: "An alias names a version as its family has them: `v20260101` (AL2, AL2023), `v1.46.0` (Bottlerocket), or `latest`.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#alias",
    closes: "The CRD takes any version.",
    *find({ spec }): Generator<Problem> {
        const { family, version } = aliasOf(spec) ?? {};
        if (version === undefined || version === "latest" || family === undefined) return;
        const [form, example] = forms.get(family) ?? [];
        if (form && !form.test(version))
            yield {
                path: "spec.amiSelectorTerms[0].alias",
                message: `found the version ${show(version)}, expected one such as ${example}, or latest`,
            };
    },
};

/** The family is known, and is that of the alias. */
export const imageFamily: Rule<NodeClass> = {
    name: "image-family",
    verdict: "invalid",
    says: "`amiFamily` is set where no term has an alias; beside an alias it is the alias's, or `Custom`.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        const aliases = spec.amiSelectorTerms.filter(({ alias }) => alias !== undefined);
        if (spec.amiFamily === undefined) {
            if (aliases.length === 0)
                yield {
                    path: "spec.amiFamily",
                    message: "missing, expected the family of the images: no term has an alias",
                };
            return;
        }
        const found = plain<string>(spec.amiFamily);
        for (const { alias } of aliases) {
            const family = families.get(plain<string>(alias)?.split("@")[0] ?? "");
            if (found !== undefined && family !== undefined && found !== family && found !== "Custom")
                yield {
                    path: "spec.amiFamily",
                    message: `found ${show(found)}, allowed beside this alias: ${family}, Custom`,
                };
        }
    },
};

/** There are images of the family for the cluster. */
export const imagesOfVersion: Rule<NodeClass> = {
    name: "images-of-version",
    verdict: "refused",
    says: "There are images for the cluster's Kubernetes version: AL2's end with 1.32, those of Windows 2025 begin with 1.35.",
    source: "controller: AMIsReady=False, UnsupportedAlias",
    *find({ spec }, { kubernetes }): Generator<Problem> {
        const alias = aliasOf(spec);
        const path = "spec.amiSelectorTerms";
        if (alias?.family === "AL2" && atLeast(kubernetes, "1.33"))
            yield {
                path,
                message: `found an al2 alias; there are no AL2 images for Kubernetes ${seen(kubernetes!)}, the last are for 1.32; use al2023`,
            };
        if (alias?.family === "Windows2025" && kubernetes !== undefined && !atLeast(kubernetes, "1.35"))
            yield {
                path,
                message: `found a windows2025 alias; its images begin with Kubernetes 1.35, and the cluster has ${seen(kubernetes)}`,
            };
    },
};

/** Images move only where a stack says so. */
export const pinnedImages: Rule<NodeClass> = {
    name: "pinned-images",
    verdict: "refused",
    says: "Images are pinned: `@latest`, or a name with `*`, replaces the nodes with every release. A stack for development (`checks.development`) need not.",
    source: "https://karpenter.sh/docs/tasks/managing-amis/",
    *find(nodeClass, { args }): Generator<Problem> {
        if (args.checks.development) return;
        for (const { term, path } of termsOf(nodeClass)) {
            const alias = plain<string>(term.alias);
            const name = plain<string>(term.name);
            // Windows images have no other version.
            const moving = [...families.keys()].some(
                family => !family.startsWith("windows") && alias === `${family}@latest`,
            );
            const found = moving ? { alias } : name?.includes("*") ? { name } : {};
            for (const [field, value] of Object.entries(found))
                yield {
                    path: `${path}.${field}`,
                    message: `found ${show(value)}: every release of the image replaces the nodes; pin a version, or set checks.development in a stack for development`,
                };
        }
    },
};

/** AL2 is at its end. */
export const endOfAl2: Rule<NodeClass> = {
    name: "end-of-al2",
    verdict: "warning",
    says: "Nodes run something other than Amazon Linux 2, which gets no new images since November 2025 and ends with Kubernetes 1.32.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
    *find({ spec }): Generator<Problem> {
        if (plain(spec.amiFamily) !== "AL2" && aliasOf(spec)?.family !== "AL2") return;
        yield {
            path: spec.amiFamily === undefined ? "spec.amiSelectorTerms" : "spec.amiFamily",
            message:
                "found AL2, which gets no new images since November 2025 and ends with Kubernetes 1.32; AL2023 follows it",
        };
    },
};

/** Images are one's own, or Amazon's. */
export const imageOwner: Rule<NodeClass> = {
    name: "image-owner",
    verdict: "warning",
    says: "Images that are selected by name or tags are the account's own or Amazon's: anyone can publish an image under any name.",
    source: "https://karpenter.sh/docs/reference/threat-model/",
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const owner = plain<string>(term.owner);
            if (owner === undefined || ["self", "amazon"].includes(owner)) continue;
            yield {
                path: `${path}.owner`,
                message: `found ${show(owner)}, whose images you then run; expected self or amazon`,
            };
        }
    },
};
