import { AuthenticationMode } from "../../cluster.ts";
import { Identity } from "../../controller/controller-args.ts";
import { Joining } from "../../nodes/joining.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** IRSA has a provider. */
export const irsaProvider: Rule<Resolved> = {
    name: "irsa-provider",
    verdict: "invalid",
    says: "With IRSA the cluster's OIDC issuer or its provider in IAM is given: the controller's role trusts no other.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html",
    *find(args): Generator<Problem> {
        const { oidcIssuer, oidcProviderArn } = args.cluster;
        if (args.controller.identity === Identity.IRSA && oidcIssuer === undefined && oidcProviderArn === undefined)
            yield {
                path: "controller.identity",
                message: "IRSA needs cluster.oidcIssuer or cluster.oidcProviderArn; state one, or set PodIdentity",
            };
    },
};

/** Pod Identity has an agent. */
export const podIdentityAgent: Rule<Resolved> = {
    name: "pod-identity-agent",
    verdict: "invalid",
    says: "A controller on Fargate gets its role by IRSA: the agent of Pod Identity can't run there.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
    *find(args): Generator<Problem> {
        if (args.controller.identity === Identity.PodIdentity && args.install.fargate)
            yield {
                path: "controller.identity",
                message: "found PodIdentity for a controller on Fargate, where its agent can't run; set IRSA",
            };
    },
};

const path = "nodeRole.joining";

/** The authentication mode that reads nothing of a way to join. */
const blind = {
    [Joining.AwsAuth]: { mode: AuthenticationMode.API, instead: Joining.AccessEntry },
    [Joining.AccessEntry]: { mode: AuthenticationMode.CONFIG_MAP, instead: Joining.AwsAuth },
    [Joining.None]: undefined,
};

/** The cluster reads that by which nodes join. */
export const joiningMode: Rule<Resolved> = {
    name: "joining-mode",
    verdict: "invalid",
    says: "The cluster's authentication mode reads that by which nodes join: access entries (not in `CONFIG_MAP`) or `aws-auth` (not in `API`).",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html",
    *find(args): Generator<Problem> {
        const joining = args.nodeRole.joining;
        const { mode, instead } = blind[joining] ?? {};
        if (mode === undefined || mode !== args.cluster.authenticationMode) return;
        yield {
            path,
            message: `found ${joining}, which the cluster does not read (authentication mode ${mode}); set ${instead}`,
        };
    },
};

/** The config map can be written. */
export const awsAuthKubeconfig: Rule<Resolved> = {
    name: "aws-auth-kubeconfig",
    verdict: "invalid",
    says: "Where nodes join by `aws-auth` there is a kubeconfig: the component adds an entry to that config map.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html",
    *find(args): Generator<Problem> {
        const { authenticationMode, kubeconfig } = args.cluster;
        if (args.nodeRole.joining !== Joining.AwsAuth || authenticationMode === AuthenticationMode.API) return;
        if (kubeconfig === undefined)
            yield {
                path,
                message:
                    "AwsAuth needs cluster.kubeconfig, to write to the cluster (in a stack, kubernetes.kubeconfig beside context)",
            };
    },
};
