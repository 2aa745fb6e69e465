import type { PolicyDocument } from "../aws/policy.ts";

/**
 * The trust policy of the controller's role for IRSA: only its service account, with the audience STS. The provider's ARN contains the
 * issuer.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust(providerArn: string, namespace: string, serviceAccount: string): PolicyDocument {
    const issuer = providerArn.slice(providerArn.indexOf("oidc-provider/") + "oidc-provider/".length);
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Federated: providerArn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: {
                        [`${issuer}:aud`]: "sts.amazonaws.com",
                        [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
                    },
                },
            },
        ],
    };
}

/** The namespaces of the service accounts that a trust policy allows, by IRSA or Pod Identity; none for other policies. */
export function trustedNamespaces(assumeRolePolicy = "{}"): string[] {
    try {
        const conditions: object[] = [JSON.parse(assumeRolePolicy).Statement]
            .flat()
            .map(({ Condition = {} }) => Condition.StringEquals ?? {});
        const named = conditions.flatMap(Object.entries).flatMap(([key, values]) =>
            [values].flat().map(value => {
                if (key.endsWith(":sub")) return /^system:serviceaccount:([^:]+):/.exec(value)?.[1];
                return key === "aws:RequestTag/kubernetes-namespace" ? value : undefined;
            }),
        );
        return [...new Set(named.filter(namespace => typeof namespace === "string"))].sort();
    } catch {
        return [];
    }
}

/**
 * The trust policy of the controller's role for Pod Identity: only its service account in its cluster, regardless of other associations.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export const podIdentityTrust = (clusterArn: string, namespace: string, serviceAccount: string): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "AllowEksAuthToAssumeRoleForPodIdentity",
            Effect: "Allow",
            Principal: { Service: "pods.eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Condition: {
                StringEquals: {
                    "aws:RequestTag/eks-cluster-arn": clusterArn,
                    "aws:RequestTag/kubernetes-namespace": namespace,
                    "aws:RequestTag/kubernetes-service-account": serviceAccount,
                },
            },
        },
    ],
});
