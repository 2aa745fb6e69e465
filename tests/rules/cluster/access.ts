import type { KarpenterArgs } from "../../../components/args.ts";
import type { AuthenticationMode } from "../../../components/cluster.ts";
import type { Joining } from "../../../components/nodes/joining.ts";
import { type Cases, cluster } from "../cases.ts";

const bare = { name: "dev" };
const pods: KarpenterArgs["controller"] = { identity: "PodIdentity" };
const joins = (authenticationMode?: AuthenticationMode, joining?: Joining, kubeconfig?: string) => ({
    cluster: { ...cluster, ...(authenticationMode && { authenticationMode }), ...(kubeconfig && { kubeconfig }) },
    ...(joining && { nodeRole: { joining } }),
});
const needed =
    "nodeRole.joining: AwsAuth requires cluster.kubeconfig, to edit the ConfigMap; in a stack file, set kubernetes.kubeconfig in addition to kubernetes.context";

export const cases: Cases = {
    "irsa-provider": {
        breaks: [
            [
                "neither issuer nor provider",
                { cluster: bare },
                [
                    "controller.identity: IRSA requires cluster.oidcIssuer or cluster.oidcProviderArn; set one of them, or use PodIdentity",
                ],
            ],
        ],
        holds: [
            ["an issuer", { cluster: { ...bare, oidcIssuer: "https://oidc.example/id/1" } }],
            [
                "a provider",
                {
                    cluster: {
                        ...bare,
                        oidcProviderArn: "arn:aws-cn:iam::123456789012:oidc-provider/oidc.example/id/1",
                    },
                },
            ],
            ["Pod Identity", { cluster: bare, controller: pods }],
        ],
    },
    "pod-identity-agent": {
        breaks: [
            [
                "Pod Identity on Fargate",
                { controller: pods, install: { fargate: true } },
                ["controller.identity: PodIdentity is not supported on Fargate, where its agent cannot run; set IRSA"],
            ],
        ],
        holds: [
            ["Pod Identity on nodes", { controller: pods, install: { fargate: false } }],
            ["IRSA on Fargate", { install: { fargate: true } }],
        ],
    },
    "joining-mode": {
        breaks: [
            [
                "aws-auth that is not read",
                joins("API", "AwsAuth"),
                [
                    "nodeRole.joining: found AwsAuth, which the cluster's authentication mode API does not support; set AccessEntry",
                ],
            ],
            [
                "access entries that are not read",
                joins("CONFIG_MAP", "AccessEntry"),
                [
                    "nodeRole.joining: found AccessEntry, which the cluster's authentication mode CONFIG_MAP does not support; set AwsAuth",
                ],
            ],
        ],
        holds: [
            ["access entries, by themselves", joins("API")],
            ["access entries beside aws-auth", joins("API_AND_CONFIG_MAP", "AccessEntry")],
            ["aws-auth beside access entries", joins("API_AND_CONFIG_MAP", "AwsAuth", "k")],
            ["what others see to", joins("CONFIG_MAP", "None")],
            ["a mode that is not known", joins(undefined, "AccessEntry")],
        ],
    },
    "aws-auth-kubeconfig": {
        breaks: [
            ["aws-auth by itself", joins("CONFIG_MAP"), [needed]],
            ["aws-auth that is asked for", joins(undefined, "AwsAuth"), [needed]],
        ],
        holds: [
            ["a kubeconfig", joins("CONFIG_MAP", "AwsAuth", "k")],
            ["access entries", joins(undefined, "AccessEntry")],
        ],
    },
};
