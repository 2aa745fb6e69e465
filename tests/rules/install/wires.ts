import { type Cases, values } from "../cases.ts";

const path = "install.values";
const map = "expected a map, because the component sets values in it; the map cannot be an output, its values can";
const own = (instead: string) => `the component sets this value; set ${instead} instead`;

export const cases: Cases = {
    "wired-maps": {
        breaks: [
            [
                "nothing, a list and a text in place of maps",
                values({ settings: null, serviceAccount: { annotations: [] }, podAnnotations: "x", controller: "x" }),
                [
                    `${path}.settings: ${map}`,
                    `${path}.serviceAccount.annotations: ${map}`,
                    `${path}.podAnnotations: ${map}`,
                    `${path}.controller: ${map}`,
                ],
            ],
        ],
        holds: [["maps, empty ones too", values({ settings: {}, serviceAccount: { annotations: { a: "b" } } })]],
    },
    "wired-values": {
        breaks: [
            [
                "values and variables that the component sets",
                values({
                    settings: { clusterName: "other", interruptionQueue: "q", batchIdleDuration: "2s" },
                    serviceAccount: { name: "x", annotations: { "eks.amazonaws.com/role-arn": "r", other: "fine" } },
                    podAnnotations: { "eks-karpenter/credentials": "x" },
                    controller: {
                        env: [
                            { name: "HTTPS_PROXY", value: "p" },
                            { name: "CLUSTER_NAME", value: "other" },
                        ],
                    },
                }),
                [
                    `${path}.settings.clusterName: ${own("cluster.name")}`,
                    `${path}.settings.interruptionQueue: ${own("interruption.enabled and names.queue")}`,
                    `${path}.serviceAccount.name: ${own("controller.serviceAccount")}`,
                    `${path}.serviceAccount.annotations["eks.amazonaws.com/role-arn"]: ${own("controller.identity")}`,
                    `${path}.podAnnotations["eks-karpenter/credentials"]: ${own("controller.identity")}`,
                    `${path}.controller.env[1]: ${own("cluster.name")}`,
                ],
            ],
        ],
        holds: [
            [
                "others beside them",
                values({
                    settings: { batchIdleDuration: "2s" },
                    serviceAccount: { annotations: { "example.com/team": "a" } },
                    controller: { env: [{ name: "HTTPS_PROXY", value: "p" }] },
                }),
            ],
        ],
    },
};
