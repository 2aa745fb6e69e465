import { AuthenticationMode } from "../../cluster.ts";
import { Identity } from "../../controller/controller-args.ts";
import { Joining } from "../../nodes/joining.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Requires an OIDC issuer or provider for IRSA. */
export const irsaProvider: Rule<Resolved> = {
    name: "irsa-provider",
    verdict: "invalid",
    says: "With IRSA, `cluster.oidcIssuer` or `cluster.oidcProviderArn` is set, because the controller's role trusts that provider.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html",
    *find(args): Generator<Problem> {
        const { oidcIssuer, oidcProviderArn } = args.cluster;
        if (args.controller.identity === Identity.IRSA && oidcIssuer === undefined && oidcProviderArn === undefined)
            yield {
                path: "controller.identity",
                message:
                    "IRSA requires cluster.oidcIssuer or cluster.oidcProviderArn; set one of them, or use PodIdentity",
            };
    },
};

/** Requires IRSA on Fargate. */
export const podIdentityAgent: Rule<Resolved> = {
    name: "pod-identity-agent",
    verdict: "invalid",
    says: "A controller on Fargate uses IRSA, because the Pod Identity agent cannot run there.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
    *find(args): Generator<Problem> {
        if (args.controller.identity === Identity.PodIdentity && args.install.fargate)
            yield {
                path: "controller.identity",
                message: "PodIdentity is not supported on Fargate, where its agent cannot run; set IRSA",
            };
    },
};

const path = "nodeRole.joining";

/** The authentication mode that does not support a way to join, and the way to use instead. */
const unsupportedMode = {
    [Joining.AwsAuth]: { mode: AuthenticationMode.API, instead: Joining.AccessEntry },
    [Joining.AccessEntry]: { mode: AuthenticationMode.CONFIG_MAP, instead: Joining.AwsAuth },
    [Joining.None]: undefined,
};

/** Requires an authentication mode that supports the way nodes join. */
export const joiningMode: Rule<Resolved> = {
    name: "joining-mode",
    verdict: "invalid",
    says: "The cluster's authentication mode supports the way nodes join: `CONFIG_MAP` does not read access entries, and `API` does not read `aws-auth`.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html",
    *find(args): Generator<Problem> {
        const joining = args.nodeRole.joining;
        const { mode, instead } = unsupportedMode[joining] ?? {};
        if (mode === undefined || mode !== args.cluster.authenticationMode) return;
        yield {
            path,
            message: `found ${joining}, which the cluster's authentication mode ${mode} does not support; set ${instead}`,
        };
    },
};

/** Requires a kubeconfig for `aws-auth`. */
export const awsAuthKubeconfig: Rule<Resolved> = {
    name: "aws-auth-kubeconfig",
    verdict: "invalid",
    says: "If nodes join by `aws-auth`, a kubeconfig is set, because the component adds an entry to that ConfigMap.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html",
    *find(args): Generator<Problem> {
        const { authenticationMode, kubeconfig } = args.cluster;
        if (args.nodeRole.joining !== Joining.AwsAuth || authenticationMode === AuthenticationMode.API) return;
        if (kubeconfig === undefined)
            yield {
                path,
                message:
                    "AwsAuth requires cluster.kubeconfig, to edit the ConfigMap; in a stack file, set kubernetes.kubeconfig in addition to kubernetes.context",
            };
    },
};
