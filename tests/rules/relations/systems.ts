import {
    type Args,
    byId,
    type Cases,
    cluster,
    nodeClass,
    nodePool,
    pinned,
    requiring,
    template,
    windows,
} from "../cases.ts";

const path = "nodePools.a.spec.template.spec.requirements";
const os = (...values: string[]) => ({ key: "kubernetes.io/os", operator: "In" as const, values });
const arch = (...values: string[]) => ({ key: "kubernetes.io/arch", operator: "In" as const, values });
const two = (linux: object, other: object): Args => ({
    nodeClasses: { linux: { spec: { ...pinned, ...linux } }, windows: { spec: { ...windows, ...other } } },
});
const shared = [
    "nodeClasses.windows.spec.role: this Windows class shares the node role with Linux classes, but the role's access entry has one type; set another role, which has an access entry of type EC2_WINDOWS",
];
const ipv6: Args = { cluster: { ...cluster, ipFamily: "ipv6" } };

export const cases: Cases = {
    "pool-system": {
        breaks: [
            [
                "Windows asked of a class of Linux",
                requiring(os("windows")),
                [
                    `${path}[0].values: found ["windows"]; nodeClasses.a has images for linux only; set kubernetes.io/os In ["linux"]`,
                ],
            ],
            [
                "the default, for a class of Windows",
                { ...nodePool({}), ...nodeClass({}, windows) },
                [
                    `${path}: missing, and the default is linux; nodeClasses.a has images for windows only; set kubernetes.io/os In ["windows"]`,
                ],
            ],
        ],
        holds: [
            ["Windows asked of a class of Windows", { ...requiring(os("windows")), ...nodeClass({}, windows) }],
            ["both asked of a class of Linux", requiring(os("linux", "windows"))],
            [
                "Windows asked of images of one's own",
                {
                    ...requiring(os("windows")),
                    ...nodeClass({ amiFamily: "Custom", userData: "karpenter.sh/unregistered" }, byId),
                },
            ],
        ],
    },
    "pool-architecture": {
        breaks: [
            [
                "an architecture that the image's name says it is not of",
                {
                    ...requiring(arch("arm64")),
                    ...nodeClass({ amiFamily: "AL2023", amiSelectorTerms: [{ name: "al2023-x86_64-1.34" }] }, byId),
                },
                [
                    `${path}[0].values: found ["arm64"]; nodeClasses.a has images for amd64 only; set kubernetes.io/arch In ["amd64"]`,
                ],
            ],
            [
                "an architecture that Windows is not for",
                { ...requiring(arch("arm64"), os("windows")), ...nodeClass({}, windows) },
                [
                    `${path}[0].values: found ["arm64"]; nodeClasses.a has images for amd64 only; set kubernetes.io/arch In ["amd64"]`,
                ],
            ],
        ],
        holds: [
            ["an architecture that an alias has", requiring(arch("arm64"))],
            [
                "an architecture that one of the images is of",
                {
                    ...requiring(arch("arm64")),
                    ...nodeClass({ amiSelectorTerms: [{ name: "x86_64" }, { ssmParameter: "/images/arm64" }] }, byId),
                },
            ],
            ["an image whose name does not say", { ...requiring(arch("arm64")), ...nodeClass({}, byId) }],
        ],
    },
    "one-system": {
        breaks: [
            ["a class of Windows beside one of Linux", two({}, {}), shared],
            ["a class of Linux that spells the node role out", two({ role: "dev-nodeRole" }, {}), shared],
        ],
        holds: [
            ["classes with roles of their own", two({}, { role: "windows" })],
            ["a class with a profile", two({ instanceProfile: "linux" }, {})],
            [
                "nodes that join by aws-auth",
                { ...two({}, {}), cluster: { ...cluster, authenticationMode: "CONFIG_MAP", kubeconfig: "k" } },
            ],
            ["classes of Windows alone", nodeClass({}, windows)],
        ],
    },
    "nitro-on-ipv6": {
        breaks: [
            [
                "a pool that asks for categories alone",
                {
                    ...requiring({ key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["m"] }),
                    ...ipv6,
                },
                [
                    `${path}: missing karpenter.k8s.aws/instance-hypervisor In [nitro]: on this IPv6 cluster, pods on other instances get no address; add it`,
                ],
            ],
        ],
        holds: [
            [
                "a pool that asks for Nitro",
                {
                    ...requiring({ key: "karpenter.k8s.aws/instance-hypervisor", operator: "In", values: ["nitro"] }),
                    ...ipv6,
                },
            ],
            ["the default, which asks for generations", { ...nodePool({}), ...ipv6 }],
            ["a pool on a cluster of IPv4", template({ requirements: [] })],
        ],
    },
};
