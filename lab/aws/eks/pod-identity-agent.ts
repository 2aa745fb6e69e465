import { decodeJwt, type JWTPayload } from "jose";
import { Answer } from "../gateway/answer.ts";
import type { RawRequest } from "../gateway/request.ts";
import { accountId } from "../partition.ts";
import type { Sts } from "../sts/sts.ts";
import type { Eks } from "./eks.ts";
import { clusterArn, verified } from "./registry.ts";

/** Path of the agent, which on a node serves at 169.254.170.23. */
export const agentPath = "/v1/credentials";

/**
 * EKS's Pod Identity agent: exchanges a service account token for the audience `pods.eks.amazonaws.com` for keys of
 * the associated role.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export function podIdentityAgent({ clusters, associations, addons }: Eks, sts: Sts) {
    return async ({ headers }: RawRequest): Promise<Answer> => {
        try {
            return json(200, await credentials(headers.authorization ?? ""));
        } catch (error) {
            return json(400, { code: "AccessDeniedException", message: (error as Error).message });
        }
    };

    async function credentials(token: string): Promise<object> {
        const cluster = clusters.ofIssuer(decodeJwt(token).iss ?? "");
        if (!cluster) throw new Error("the token is from an unknown cluster");
        if (!addons.hasAgent(cluster)) throw new Error(`${cluster.name} has no add-on eks-pod-identity-agent`);
        const pod = podOf(await verified(token, cluster, "pods.eks.amazonaws.com"));
        const association = associations
            .of(cluster)
            .find(one => one.namespace === pod.namespace && one.serviceAccount === pod.serviceAccount);
        if (!association)
            throw new Error(`no association of ${cluster.name} is for ${pod.namespace}/${pod.serviceAccount}`);
        // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
        const tags = association.disableSessionTags
            ? {}
            : {
                  "aws:RequestTag/eks-cluster-arn": clusterArn(cluster),
                  "aws:RequestTag/eks-cluster-name": cluster.name,
                  "aws:RequestTag/kubernetes-namespace": pod.namespace,
                  "aws:RequestTag/kubernetes-service-account": pod.serviceAccount,
                  "aws:RequestTag/kubernetes-pod-name": pod.name,
                  "aws:RequestTag/kubernetes-pod-uid": pod.uid,
              };
        const claim = {
            principal: { Service: "pods.eks.amazonaws.com" },
            context: { ...tags, "aws:SourceArn": clusterArn(cluster), "aws:SourceAccount": accountId },
        };
        const session = `eks-${cluster.name}-${pod.name}`.slice(0, 64);
        const assumed = await sts.assume(association.roleArn, ["sts:AssumeRole", "sts:TagSession"], claim, session);
        if (!assumed)
            throw new Error(`${association.roleArn} does not let pods.eks.amazonaws.com have it for this pod`);
        const { keys } = assumed;
        return {
            AccessKeyId: keys.accessKeyId,
            SecretAccessKey: keys.secretAccessKey,
            Token: keys.sessionToken,
            AccountId: accountId,
            Expiration: keys.expiration.toISOString().replace(/\.\d+/, ""),
        };
    }
}

interface Pod {
    namespace: string;
    serviceAccount: string;
    name: string;
    uid: string;
}

/**
 * The pod that a token is bound to:
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens
 */
function podOf({ "kubernetes.io": kubernetes }: JWTPayload): Pod {
    const { namespace, serviceaccount, pod } = (kubernetes ?? {}) as Record<string, any>;
    if (!pod) throw new Error("the token is not bound to a pod");
    return { namespace, serviceAccount: serviceaccount.name, name: pod.name, uid: pod.uid };
}

const json = (status: number, body: object) =>
    new Answer(status, { "content-type": "application/json" }, JSON.stringify(body));
