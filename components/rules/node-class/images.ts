import { plain } from "../../inputs/plain.ts";
import { aliasOf, families } from "../../nodes/node-class.ts";
import type { AmiSelectorTerm } from "../../nodes/node-class-spec.ts";
import { type Problem, seen, show } from "../../problems/problem.ts";
import { atLeast } from "../../upstream/versions.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const termsOf = ({ spec }: NodeClass) =>
    spec.amiSelectorTerms.map((term, index) => ({ term, path: `spec.amiSelectorTerms[${index}]` }));

const has = (term: AmiSelectorTerm, ...fields: (keyof AmiSelectorTerm)[]): string[] =>
    fields.filter(field => term[field] !== undefined);

/** Requires each term to select images, in one way. */
export const imageTerms: Rule<NodeClass> = {
    name: "image-terms",
    verdict: "invalid",
    says: "Each term of `amiSelectorTerms` has `alias`, `id`, `ssmParameter`, `name` or `tags`; a term with `alias` or `id` has no other field, and a term with `alias` is the only term.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        const terms = termsOf(nodeClass);
        for (const { term, path } of terms) {
            if (has(term, "alias", "id", "ssmParameter", "name", "tags").length === 0)
                yield { path, message: "found nothing to select by, expected alias, id, ssmParameter, name or tags" };
            for (const field of ["alias", "id"] as const) {
                const beside = has(term, "alias", "id", "tags", "name", "owner").filter(each => each !== field);
                if (term[field] !== undefined && beside.length)
                    yield {
                        path,
                        message: `found ${beside.join(", ")} together with ${field}; ${field} must be the only field of a term`,
                    };
            }
            if (term.alias !== undefined && terms.length > 1)
                yield {
                    path,
                    message: `found an alias in one of ${terms.length} terms; a term with an alias must be the only term`,
                };
        }
    },
};

/** Requires `ssmParameter` to be the only field of its term. */
export const parameterAlone: Rule<NodeClass> = {
    name: "parameter-alone",
    verdict: "refused",
    says: "A term with `ssmParameter` has no other field: the controller selects by one field and ignores the rest.",
    source: "controller, amifamily.DefaultAMIs",
    closes: "The CRD's rules on `id` and `alias` do not cover `ssmParameter`.",
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const beside = has(term, "alias", "id", "name", "tags", "owner");
            if (term.ssmParameter !== undefined && beside.length)
                yield {
                    path,
                    message: `found ${beside.join(", ")} together with ssmParameter; ssmParameter must be the only field of a term`,
                };
        }
    },
};

/** Requires an alias of a family and a version. */
export const aliasForm: Rule<NodeClass> = {
    name: "alias-form",
    verdict: "invalid",
    says: "An alias has the form `family@version`, with a family that EKS publishes images of; for Windows, the version is `latest`.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const alias = plain<string>(term.alias);
            if (alias === undefined) continue;
            const at = (message: string) => ({ path: `${path}.alias`, message: `found ${show(alias)}, ${message}` });
            const [family = "", version] = alias.split("@");
            if (!/^[a-zA-Z0-9]+@[^\n]+$/.test(alias)) yield at("expected family@version, such as al2023@v20260101");
            else if (!families.has(family)) yield at(`allowed families: ${[...families.keys()].join(", ")}`);
            else if (family.startsWith("windows") && version !== "latest")
                yield at(`expected ${family}@latest: Windows images have no other version`);
        }
    },
};

const forms = new Map<string, [RegExp, string]>([
    ["AL2", [/^v\d{8}$/, "v20260101"]],
    ["AL2023", [/^v\d{8}$/, "v20260101"]],
    ["Bottlerocket", [/^v?\d+\.\d+\.\d+$/, "v1.46.0"]],
]);

/** Requires a version in the family's format. */
export const aliasVersion: Rule<NodeClass> = {
    name: "alias-version",
    verdict: "refused",
    says: "An alias has a version in its family's format, such as `v20260101` (AL2, AL2023) or `v1.46.0` (Bottlerocket), or `latest`.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#alias",
    closes: "The CRD accepts any version.",
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

/** Requires `amiFamily` if there is no alias, and forbids one that contradicts the alias. */
export const imageFamily: Rule<NodeClass> = {
    name: "image-family",
    verdict: "invalid",
    says: "`amiFamily` is set if no term has an alias; with an alias, it is omitted, the alias's family, or `Custom`.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        const aliases = spec.amiSelectorTerms.filter(({ alias }) => alias !== undefined);
        if (spec.amiFamily === undefined) {
            if (aliases.length === 0)
                yield {
                    path: "spec.amiFamily",
                    message: "missing, but required because no term has an alias; expected the family of the images",
                };
            return;
        }
        const found = plain<string>(spec.amiFamily);
        for (const { alias } of aliases) {
            const family = families.get(plain<string>(alias)?.split("@")[0] ?? "");
            if (found !== undefined && family !== undefined && found !== family && found !== "Custom")
                yield {
                    path: "spec.amiFamily",
                    message: `found ${show(found)}, allowed with this alias: ${family}, Custom`,
                };
        }
    },
};

/** Requires a family with images for the cluster's Kubernetes version. */
export const imagesOfVersion: Rule<NodeClass> = {
    name: "images-of-version",
    verdict: "refused",
    says: "The image family has images for the cluster's Kubernetes version: AL2 up to 1.32, Windows 2025 from 1.35.",
    source: "controller: AMIsReady=False, UnsupportedAlias",
    *find({ spec }, { kubernetes }): Generator<Problem> {
        const alias = aliasOf(spec);
        const path = "spec.amiSelectorTerms";
        if (alias?.family === "AL2" && atLeast(kubernetes, "1.33"))
            yield {
                path,
                message: `found an al2 alias, but AL2 has images only up to Kubernetes 1.32, and the cluster has ${seen(kubernetes!)}; use al2023`,
            };
        if (alias?.family === "Windows2025" && kubernetes !== undefined && !atLeast(kubernetes, "1.35"))
            yield {
                path,
                message: `found a windows2025 alias, but Windows 2025 has images only from Kubernetes 1.35, and the cluster has ${seen(kubernetes)}; use windows2022`,
            };
    },
};

/** Requires pinned images in stacks that are not for development. */
export const pinnedImages: Rule<NodeClass> = {
    name: "pinned-images",
    verdict: "refused",
    says: "Images are pinned, except in stacks for development (`checks.development`): with `@latest`, or `*` in a name, each release of the image replaces the nodes.",
    source: "https://karpenter.sh/docs/tasks/managing-amis/",
    *find(nodeClass, { args }): Generator<Problem> {
        if (args.checks.development) return;
        for (const { term, path } of termsOf(nodeClass)) {
            const alias = plain<string>(term.alias);
            const name = plain<string>(term.name);
            // The only version of Windows images is `latest`.
            const moving = [...families.keys()].some(
                family => !family.startsWith("windows") && alias === `${family}@latest`,
            );
            const found = moving ? { alias } : name?.includes("*") ? { name } : {};
            for (const [field, value] of Object.entries(found))
                yield {
                    path: `${path}.${field}`,
                    message: `found ${show(value)}: every release of the image replaces the nodes; pin a version, or set checks.development: true in a stack for development`,
                };
        }
    },
};

/** Warns about Amazon Linux 2. */
export const endOfAl2: Rule<NodeClass> = {
    name: "end-of-al2",
    verdict: "warning",
    says: "Nodes do not run Amazon Linux 2, which has had no new images since November 2025 and supports Kubernetes up to 1.32.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
    *find({ spec }): Generator<Problem> {
        if (plain(spec.amiFamily) !== "AL2" && aliasOf(spec)?.family !== "AL2") return;
        yield {
            path: spec.amiFamily === undefined ? "spec.amiSelectorTerms" : "spec.amiFamily",
            message:
                "found AL2, which has had no new images since November 2025 and supports Kubernetes up to 1.32; use AL2023",
        };
    },
};

/** Warns about images of other owners. */
export const imageOwner: Rule<NodeClass> = {
    name: "image-owner",
    verdict: "warning",
    says: "Images selected by name or tags belong to the account or to Amazon: anyone can publish an image under any name.",
    source: "https://karpenter.sh/docs/reference/threat-model/",
    *find(nodeClass): Generator<Problem> {
        for (const { term, path } of termsOf(nodeClass)) {
            const owner = plain<string>(term.owner);
            if (owner === undefined || ["self", "amazon"].includes(owner)) continue;
            yield {
                path: `${path}.owner`,
                message: `found ${show(owner)}: nodes run this owner's images; expected self or amazon`,
            };
        }
    },
};
