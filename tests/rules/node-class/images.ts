import type { AmiSelectorTerm } from "../../../components/nodes/node-class-spec.ts";
import { type Args, byId, type Cases, cluster, nodeClass } from "../cases.ts";

const path = "nodeClasses.a.spec.amiSelectorTerms";
const alias = (alias: string) => nodeClass({ amiSelectorTerms: [{ alias }] });
const terms = (...amiSelectorTerms: AmiSelectorTerm[]) => nodeClass({ amiSelectorTerms }, byId);
const kubernetes = (version: string): Args => ({ cluster: { ...cluster, version } });
const moving =
    "every release of the image replaces the nodes; pin a version, or set checks.development: true in a stack for development";
const end = "found AL2, which has had no new images since November 2025 and supports Kubernetes up to 1.32; use AL2023";

export const cases: Cases = {
    "image-terms": {
        breaks: [
            [
                "nothing to select by",
                terms({ owner: "self" }),
                [`${path}[0]: found nothing to select by, expected alias, id, ssmParameter, name or tags`],
            ],
            [
                "an id and an owner",
                terms({ id: "ami-1", owner: "self" }),
                [`${path}[0]: found owner together with id; id must be the only field of a term`],
            ],
            [
                "an alias beside an id, in one term",
                nodeClass({ amiSelectorTerms: [{ alias: "al2023@v20260101", id: "ami-1" }] }),
                [
                    `${path}[0]: found id together with alias; alias must be the only field of a term`,
                    `${path}[0]: found alias together with id; id must be the only field of a term`,
                ],
            ],
            [
                "two aliases",
                nodeClass({ amiSelectorTerms: [{ alias: "al2023@v20260101" }, { alias: "al2023@v20260102" }] }),
                [
                    `${path}[0]: found an alias in one of 2 terms; a term with an alias must be the only term`,
                    `${path}[1]: found an alias in one of 2 terms; a term with an alias must be the only term`,
                ],
            ],
        ],
        holds: [["one way in each term", terms({ id: "ami-1" }, { name: "n", owner: "self" }, { tags: { a: "*" } })]],
    },
    "parameter-alone": {
        breaks: [
            [
                "a parameter and an id, and a parameter and an owner",
                terms({ ssmParameter: "p", id: "ami-1" }, { ssmParameter: "p", owner: "self" }),
                [
                    `${path}[0]: found id together with ssmParameter; ssmParameter must be the only field of a term`,
                    `${path}[1]: found owner together with ssmParameter; ssmParameter must be the only field of a term`,
                ],
            ],
        ],
        holds: [["a parameter, and a name", terms({ ssmParameter: "/images/mine" }, { name: "n", owner: "self" })]],
    },
    "alias-form": {
        breaks: [
            [
                "no version",
                alias("al2023"),
                [`${path}[0].alias: found "al2023", expected family@version, such as al2023@v20260101`],
            ],
            [
                "a family in capitals",
                alias("AL2023@v20260101"),
                [
                    `${path}[0].alias: found "AL2023@v20260101", allowed families: al2, al2023, bottlerocket, windows2019, windows2022, windows2025`,
                ],
            ],
            [
                "a family called like what every object has",
                alias("constructor@latest"),
                [
                    `${path}[0].alias: found "constructor@latest", allowed families: al2, al2023, bottlerocket, windows2019, windows2022, windows2025`,
                ],
            ],
            [
                "a version of Windows",
                alias("windows2022@v20260101"),
                [
                    `${path}[0].alias: found "windows2022@v20260101", expected windows2022@latest: Windows images have no other version`,
                ],
            ],
        ],
        holds: [
            ["each family that has versions", alias("bottlerocket@v1.46.0")],
            ["Windows", alias("windows2025@latest")],
        ],
    },
    "alias-version": {
        breaks: [
            [
                "a date without a v",
                alias("al2023@20260101"),
                [`${path}[0].alias: found the version "20260101", expected one such as v20260101, or latest`],
            ],
            [
                "a version of another family",
                alias("bottlerocket@v20260101"),
                [`${path}[0].alias: found the version "v20260101", expected one such as v1.46.0, or latest`],
            ],
        ],
        holds: [
            ["Bottlerocket without a v", alias("bottlerocket@1.46.0")],
            ["the latest, in development", { ...alias("al2023@latest"), checks: { development: true } }],
        ],
    },
    "image-family": {
        breaks: [
            [
                "no family, and no alias that says it",
                nodeClass({ amiSelectorTerms: [{ id: "ami-1" }] }),
                [
                    "nodeClasses.a.spec.amiFamily: missing, but required because no term has an alias; expected the family of the images",
                ],
            ],
            [
                "another family than the alias's",
                nodeClass({ amiFamily: "Bottlerocket" }),
                ['nodeClasses.a.spec.amiFamily: found "Bottlerocket", allowed with this alias: AL2023, Custom'],
            ],
        ],
        holds: [
            ["the alias's family", nodeClass({ amiFamily: "AL2023" })],
            [
                "an image of one's own from an alias",
                nodeClass({ amiFamily: "Custom", userData: "karpenter.sh/unregistered:NoExecute" }),
            ],
        ],
    },
    "images-of-version": {
        breaks: [
            [
                "AL2 on 1.33",
                { ...alias("al2@v20251001"), ...kubernetes("1.33") },
                [
                    `${path}: found an al2 alias, but AL2 has images only up to Kubernetes 1.32, and the cluster has 1.33; use al2023`,
                    `${path}: ${end} [end-of-al2]`,
                ],
            ],
            [
                "Windows 2025 on 1.34",
                { ...alias("windows2025@latest"), ...kubernetes("1.34") },
                [
                    `${path}: found a windows2025 alias, but Windows 2025 has images only from Kubernetes 1.35, and the cluster has 1.34; use windows2022`,
                ],
            ],
        ],
        holds: [
            ["Windows 2025 on 1.35", { ...alias("windows2025@latest"), ...kubernetes("1.35") }],
            ["Windows 2025 on what is not known yet", alias("windows2025@latest")],
            ["AL2023 on 1.33", { ...nodeClass({}), ...kubernetes("1.33") }],
        ],
    },
    "pinned-images": {
        breaks: [
            ["the latest", alias("al2023@latest"), [`${path}[0].alias: found "al2023@latest": ${moving}`]],
            [
                "a name with a star",
                terms({ name: "mine-*", owner: "self" }),
                [`${path}[0].name: found "mine-*": ${moving}`],
            ],
        ],
        holds: [
            ["the latest, in development", { ...alias("al2023@latest"), checks: { development: true } }],
            ["the latest of Windows, which has no other", alias("windows2022@latest")],
            ["a name without a star", terms({ name: "mine-1", owner: "self" })],
        ],
    },
    "end-of-al2": {
        breaks: [
            ["an alias of AL2", alias("al2@v20251001"), [`${path}: ${end}`]],
            [
                "images of the family AL2",
                nodeClass({ amiFamily: "AL2" }, byId),
                [`nodeClasses.a.spec.amiFamily: ${end}`],
            ],
        ],
        holds: [["images of AL2023", nodeClass({}, byId)]],
    },
    "image-owner": {
        breaks: [
            [
                "another account's images",
                terms({ name: "n", owner: "123456789012" }),
                [`${path}[0].owner: found "123456789012": nodes run this owner's images; expected self or amazon`],
            ],
        ],
        holds: [["one's own and Amazon's", terms({ name: "n", owner: "self" }, { name: "n", owner: "amazon" })]],
    },
};
