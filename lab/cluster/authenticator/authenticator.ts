import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ApiException, CoreV1Api, type KubeConfig } from "@kubernetes/client-node";
import type { Aws, ClusterOrder } from "../../aws/aws.ts";
import { type AwsAuth, readAwsAuth } from "./aws-auth.ts";
import { identityOf } from "./identity.ts";
import { type User, userOf } from "./mapping.ts";
import { clusterHeader, presignedUrl } from "./token.ts";

export interface AuthenticatorOptions {
    aws: Pick<Aws, "endpoint" | "environment" | "identify" | "accessEntries">;
    cluster: Pick<ClusterOrder, "name" | "region" | "authenticationMode" | "creator">;
    /** Client that reads `aws-auth`. */
    client: KubeConfig;
}

/** Authenticates EKS tokens as EKS does. Throws with the reason if a token has no user. */
export function authenticator({ aws, cluster, client }: AuthenticatorOptions): (token: string) => Promise<User> {
    const { name, region, creator } = cluster;
    const ec2 = ec2Client(aws, region);
    return async token => {
        const url = presignedUrl(token, aws.endpoint);
        const caller = await aws.identify(url, { [clusterHeader]: name });
        const { authenticationMode } = cluster;
        const accessEntries = aws.accessEntries(name, region);
        const rules = { authenticationMode, creator, accessEntries, awsAuth: await awsAuthOf(client) };
        const user = await userOf(identityOf(caller.arn), rules, id => privateDnsName(ec2, id));
        if (!user)
            throw new Error(`no access entry of ${name} and no row of aws-auth that counts there names ${caller.arn}`);
        return user;
    };
}

function ec2Client(aws: Pick<Aws, "environment">, region: string): EC2Client {
    const environment = aws.environment(region);
    return new EC2Client({
        region,
        endpoint: environment.AWS_ENDPOINT_URL,
        credentials: {
            accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
            secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
        },
    });
}

async function privateDnsName(ec2: EC2Client, instanceId: string): Promise<string> {
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
    const name = Reservations[0]?.Instances?.[0]?.PrivateDnsName;
    if (!name) throw new Error(`EC2 has no private DNS name for ${instanceId}`);
    return name;
}

async function awsAuthOf(client: KubeConfig): Promise<AwsAuth> {
    const name = { name: "aws-auth", namespace: "kube-system" };
    try {
        return readAwsAuth((await client.makeApiClient(CoreV1Api).readNamespacedConfigMap(name)).data);
    } catch (error) {
        if (error instanceof ApiException && error.code === 404) return readAwsAuth();
        throw error;
    }
}
