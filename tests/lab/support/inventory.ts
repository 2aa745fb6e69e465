import { Agent, get } from "node:https";
import { CoreV1Api } from "@kubernetes/client-node";
import type { Inventory } from "../../../lab/aws/inventory/inventory.ts";
import type { Cluster } from "../../../lab/cluster/cluster.ts";
import type { Lab } from "../../../lab/lab.ts";
import type { Site } from "../../../lab/site.ts";

/** All there is in the account and in the cluster, as far as a stack or Karpenter could leave something behind. */
export interface Everything {
    account: Inventory;
    cluster: string[];
    /** The ConfigMap's data, byte for byte. */
    awsAuth: Record<string, string> | undefined;
}

export async function everything({ aws }: Lab, { cluster }: Site): Promise<Everything> {
    return {
        account: await aws.inventory(cluster.region),
        cluster: await objectsIn(cluster),
        awsAuth: await awsAuth(cluster),
    };
}

/** The same without launch templates: a running controller deletes those that it has not used for five minutes. */
export const withoutTemplates = ({ account, ...rest }: Everything): Everything => ({
    ...rest,
    account: { ...account, launchTemplates: {} },
});

export const awsAuth = (cluster: Cluster): Promise<Record<string, string> | undefined> =>
    cluster.client
        .makeApiClient(CoreV1Api)
        .readNamespacedConfigMap({ name: "aws-auth", namespace: "kube-system" })
        .then(
            ({ data }) => data,
            error => (error.code === 404 ? undefined : Promise.reject(error)),
        );

/** What a stack leaves depends on where it was. */
interface Where {
    /** Whether the stack sees to the account's role for spot; as Pulumi.dev.yaml does, by default. */
    spot?: boolean;
    /** `aws` by default. */
    partition?: string;
    /** The controller's namespace, `karpenter` by default. */
    namespace?: string;
}

/**
 * The same, and beside it what a stack leaves: Karpenter's CRDs, unless it is told otherwise, the account's role for spot where it saw
 * to that, and in a namespace that stays the lease by which controllers choose who leads. Upstream leaves that lease too: a controller
 * that ends gives it up but keeps it (`LeaderElectionReleaseOnCancel`), its chart grants nobody to delete it, and it belongs to no
 * release.
 */
export const withKept = (
    { account, cluster, awsAuth }: Everything,
    { partition = "aws", namespace = "karpenter", spot = true }: Where = {},
): Everything => ({
    account: {
        ...account,
        roles: {
            ...account.roles,
            ...(spot && {
                [`arn:${partition}:${spotRole}`]: { inline: [], policies: [], tags: {}, trust: spotTrust },
            }),
        },
    },
    cluster: [
        ...new Set([
            ...cluster,
            ...crds,
            ...(namespace === "kube-system"
                ? [`coordination.k8s.io/Lease ${namespace}/karpenter-leader-election`]
                : []),
        ]),
    ].sort(),
    awsAuth,
});

const spotRole = "iam::123456789012:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot";
const spotTrust = {
    Version: "2012-10-17",
    Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "spot.amazonaws.com" } }],
};

const crds = [
    "apiextensions.k8s.io/CustomResourceDefinition capacitybuffers.autoscaling.x-k8s.io",
    "apiextensions.k8s.io/CustomResourceDefinition ec2nodeclasses.karpenter.k8s.aws",
    "apiextensions.k8s.io/CustomResourceDefinition nodeclaims.karpenter.sh",
    "apiextensions.k8s.io/CustomResourceDefinition nodeoverlays.karpenter.sh",
    "apiextensions.k8s.io/CustomResourceDefinition nodepools.karpenter.sh",
    "apiregistration.k8s.io/APIService v1.karpenter.k8s.aws",
    "apiregistration.k8s.io/APIService v1.karpenter.sh",
    "apiregistration.k8s.io/APIService v1alpha1.karpenter.sh",
    "apiregistration.k8s.io/APIService v1beta1.autoscaling.x-k8s.io",
];

/** Every object in the cluster, as `group/kind namespace/name`, but for what comes and goes by itself. */
export async function objectsIn(cluster: Cluster): Promise<string[]> {
    const ask = asker(cluster);
    const { groups } = await ask("/apis");
    const versions: string[] = groups.map(({ preferredVersion }: any) => `/apis/${preferredVersion.groupVersion}`);
    const lists = await Promise.all(
        ["/api/v1", ...versions].map(async path => {
            const { resources } = await ask(path);
            const listable = resources.filter(
                ({ name, verbs }: any) => verbs.includes("list") && !passing.includes(name),
            );
            return Promise.all(
                listable.map(async ({ name, kind }: any) => {
                    const { items } = await ask(`${path}/${name}`);
                    return items.map(({ metadata }: any) =>
                        [
                            `${path.split("/").slice(2, -1).join("/")}/${kind}`,
                            [metadata.namespace, metadata.name].filter(Boolean).join("/"),
                        ].join(" "),
                    );
                }),
            );
        }),
    );
    return lists
        .flat(2)
        .filter(object => !heartbeat.test(object))
        .sort();
}

const passing = ["events"];
// The garbage collector removes a node's lease some time after the node.
const heartbeat = /\/Lease kube-node-lease\//;

/** Answers of the API server to its administrator. */
function asker({ client }: Cluster): (path: string) => Promise<any> {
    const { server, caData } = client.getCurrentCluster()!;
    const { certData, keyData } = client.getCurrentUser()!;
    const text = (data?: string) => (data === undefined ? undefined : Buffer.from(data, "base64"));
    const agent = new Agent({ ca: text(caData), cert: text(certData), key: text(keyData), keepAlive: true });
    const ask = (path: string): Promise<any> =>
        new Promise((resolve, reject) => {
            get(`${server}${path}`, { agent }, response => {
                const { statusCode, headers } = response;
                let body = "";
                response.setEncoding("utf8").on("data", part => (body += part));
                response.on("end", () => {
                    if (statusCode === 200) resolve(JSON.parse(body));
                    // A kind that was defined just now is served in a moment.
                    else if (statusCode === 429)
                        setTimeout(() => resolve(ask(path)), 1000 * Number(headers["retry-after"] ?? 1));
                    else reject(new Error(`${path}: ${body}`));
                });
            }).on("error", reject);
        });
    return ask;
}
