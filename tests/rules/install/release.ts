import { type Args, type Cases, values } from "../cases.ts";

const version = (version: string): Args => ({ install: { version } });
const tag = (tag: string, version: string) => values({ controller: { image: { tag } } }, version);
const path = "install.version";
const full = 'expected a full version without a "v", such as "1.14.3"';
const unknown = "which is not supported; allowed: 1.14.x, 1.15.x";
const untagged = "expected no tag or digest; set install.version, the version of both charts";

export const cases: Cases = {
    "karpenter-version": {
        breaks: [
            ["a v in front", version("v1.14.3"), [`${path}: found "v1.14.3", ${full}`]],
            ["a minor", version("1.14"), [`${path}: found "1.14", ${full}`]],
            ["a word", version("latest"), [`${path}: found "latest", ${full}`]],
            ["a minor before these", version("1.13.0"), [`${path}: found 1.13.0, ${unknown}`]],
            ["minors that only look alike", version("1.1.4"), [`${path}: found 1.1.4, ${unknown}`]],
            ["minors that only begin alike", version("1.140.0"), [`${path}: found 1.140.0, ${unknown}`]],
            [
                "a pre-release",
                version("1.15.0-rc.1"),
                [`${path}: found the pre-release 1.15.0-rc.1, expected a release`],
            ],
        ],
        holds: [
            ["the first release of a minor", version("1.14.0")],
            ["the default", {}],
        ],
    },
    "chart-reference": {
        breaks: [
            [
                "a tag and a digest",
                {
                    install: {
                        chart: "oci://registry.example:5000/karpenter/karpenter:1.14.3",
                        crdChart: "oci://registry.example/karpenter-crd@sha256:abc",
                    },
                },
                [
                    `install.chart: found "oci://registry.example:5000/karpenter/karpenter:1.14.3", ${untagged}`,
                    `install.crdChart: found "oci://registry.example/karpenter-crd@sha256:abc", ${untagged}`,
                ],
            ],
            [
                "a tag that could be a port",
                { install: { chart: "oci://registry.example/karpenter:1" } },
                [`install.chart: found "oci://registry.example/karpenter:1", ${untagged}`],
            ],
        ],
        holds: [
            ["a port at the end", { install: { chart: "oci://registry.example:5000" } }],
            [
                "a port, and a folder",
                {
                    install: {
                        chart: "oci://registry.example:5000/karpenter/karpenter",
                        crdChart: "../charts/karpenter-crd",
                    },
                },
            ],
        ],
    },
    "image-tag": {
        breaks: [
            [
                "another version than the CRDs'",
                tag("1.14.3", "1.15.0"),
                [
                    'install.values.controller.image.tag: found "1.14.3", but the CRDs have version 1.15.0; remove the tag, and set ' +
                        "install.version for both",
                ],
            ],
        ],
        holds: [["the version in another registry's spelling", tag("v1.14.3-r2", "1.14.3")]],
    },
    "controller-names": {
        breaks: [
            [
                "capitals, dots and underscores",
                { controller: { namespace: "Karpenter.System", serviceAccount: "karpenter_controller" } },
                [
                    'controller.namespace: found "Karpenter.System", expected at most 63 characters: a-z, 0-9 and -, with a letter or digit at both ends',
                    'controller.serviceAccount: found "karpenter_controller", expected at most 253 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
                ],
            ],
        ],
        holds: [["dots in the service account", { controller: { namespace: "a-1", serviceAccount: "a.b-1" } }]],
    },
};
