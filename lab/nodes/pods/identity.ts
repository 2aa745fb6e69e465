import { type EKSClient, ListPodIdentityAssociationsCommand } from "@aws-sdk/client-eks";
import { CoreV1Api, type KubeConfig, type V1Pod } from "@kubernetes/client-node";

/** Additions of EKS's pod identity webhook: variables, and a service account token in a file named by one of them. */
export interface Identity {
    environment: Record<string, string>;
    token: { audience: string; seconds: number; variable: string };
}

export interface IdentitySource {
    eks: EKSClient;
    admin: KubeConfig;
    cluster: string;
    region: string;
    podIdentityUrl: string;
}

/**
 * The AWS identity of a pod. As in the webhook, a Pod Identity association takes precedence over the service
 * account's annotation.
 * https://github.com/aws/amazon-eks-pod-identity-webhook
 */
export async function identityOf(pod: V1Pod, source: IdentitySource): Promise<Identity | undefined> {
    const { namespace } = pod.metadata as { namespace: string };
    const serviceAccount = pod.spec?.serviceAccountName ?? "default";
    const place = {
        AWS_STS_REGIONAL_ENDPOINTS: "regional",
        AWS_DEFAULT_REGION: source.region,
        AWS_REGION: source.region,
    };
    const { associations } = await source.eks.send(
        new ListPodIdentityAssociationsCommand({ clusterName: source.cluster, namespace, serviceAccount }),
    );
    if (associations?.length)
        return {
            environment: { ...place, AWS_CONTAINER_CREDENTIALS_FULL_URI: source.podIdentityUrl },
            token: {
                audience: "pods.eks.amazonaws.com",
                seconds: 86400,
                variable: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            },
        };
    const core = source.admin.makeApiClient(CoreV1Api);
    const account = await core.readNamespacedServiceAccount({ name: serviceAccount, namespace });
    const annotation = (name: string) => account.metadata?.annotations?.[`eks.amazonaws.com/${name}`];
    const role = annotation("role-arn");
    if (!role) return undefined;
    return {
        environment: { ...place, AWS_ROLE_ARN: role },
        token: {
            audience: annotation("audience") ?? "sts.amazonaws.com",
            seconds: Number(annotation("token-expiration") ?? 86400),
            variable: "AWS_WEB_IDENTITY_TOKEN_FILE",
        },
    };
}
