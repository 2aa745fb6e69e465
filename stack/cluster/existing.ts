import { getSecurityGroups } from "@pulumi/aws/ec2/getSecurityGroups.js";
import { getSubnets } from "@pulumi/aws/ec2/getSubnets.js";
import { getAddon } from "@pulumi/aws/eks/getAddon.js";
import { type GetClusterResult, getCluster } from "@pulumi/aws/eks/getCluster.js";
import { getOpenIdConnectProvider } from "@pulumi/aws/iam/getOpenIdConnectProvider.js";
import * as pulumi from "@pulumi/pulumi";
import type { AuthenticationMode, ClusterArgs, IpFamily } from "../../components/cluster.ts";
import { Identity } from "../../components/controller/controller-args.ts";
import type { DiscoveryArgs } from "../../components/network/discovery-args.ts";
import type { Problem } from "../../components/problems/problem.ts";
import { resolve } from "../../components/resolve.ts";
import type { ClusterConfig, StackConfig } from "../config.ts";
import type { Account } from "./account.ts";
import { kubeconfigOf } from "./kubeconfig.ts";

/** An existing cluster, as far as Karpenter requires it. */
export interface ExistingCluster {
    cluster: ClusterArgs;
    kubeconfig: string;
    vpcId: string;
    /** Never set: the subnets of an existing cluster come from config only. */
    discovery?: undefined;
}

/** Completes the cluster's settings from EKS and IAM, which are called only if something is missing in config. */
export async function findCluster(settings: StackConfig, account: Account): Promise<ExistingCluster> {
    const stated = settings.cluster;
    const missing = facts.filter(fact => stated[fact] === undefined);
    const known = missing.length ? { ...fromEks(await clusterOf(stated.name, account)), ...defined(stated) } : stated;
    const {
        name,
        version,
        endpoint,
        certificateAuthority = "",
        oidcIssuer,
        authenticationMode,
        ipFamily,
        vpcId,
    } = known;
    const irsa = resolve(settings).controller.identity === Identity.IRSA;
    if (!irsa) await warnOfAgent(name);
    const oidcProviderArn = stated.oidcProviderArn ?? (irsa && oidcIssuer ? await providerOf(oidcIssuer) : undefined);
    return {
        cluster: { name, version, endpoint, oidcIssuer, oidcProviderArn, authenticationMode, ipFamily, ...account },
        kubeconfig: kubeconfigOf(
            { name, endpoint: endpoint!, certificateAuthority, region: account.region },
            settings.kubernetes,
        ),
        vpcId: vpcId!,
    };
}

const facts = [
    "version",
    "endpoint",
    "certificateAuthority",
    "oidcIssuer",
    "authenticationMode",
    "ipFamily",
    "vpcId",
] as const satisfies (keyof ClusterConfig)[];

const fromEks = (found: GetClusterResult) => ({
    version: found.version,
    endpoint: found.endpoint,
    certificateAuthority: found.certificateAuthorities[0]?.data,
    oidcIssuer: found.identities[0]?.oidcs[0]?.issuer,
    authenticationMode: found.accessConfigs[0]?.authenticationMode as AuthenticationMode,
    ipFamily: found.kubernetesNetworkConfigs[0]?.ipFamily as IpFamily,
    vpcId: found.vpcConfig.vpcId,
});

const defined = (config: ClusterConfig): ClusterConfig =>
    Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as unknown as ClusterConfig;

/** Warns if the Pod Identity add-on is missing. The agent may still run, installed in another way. */
async function warnOfAgent(clusterName: string): Promise<void> {
    const addonName = "eks-pod-identity-agent";
    await getAddon({ clusterName, addonName }).catch(() =>
        pulumi.log.warn(
            `controller.identity: PodIdentity needs the add-on ${addonName}, which was not found on the cluster; ` +
                `install it: aws eks create-addon --cluster-name ${clusterName} --addon-name ${addonName}`,
        ),
    );
}

/** Awaits an AWS call. A failure ends the program with the config key and its meaning. */
const lookUp = <T>(call: Promise<T>, path: string, meaning: string): Promise<T> =>
    call.catch(error => {
        const reason = String(error.message ?? error)
            .trim()
            .split("\n")[0];
        throw new pulumi.RunError(`eks-karpenter:${path}: ${meaning}: ${reason}`);
    });

const clusterOf = (name: string, { region, accountId }: Account): Promise<GetClusterResult> =>
    lookUp(getCluster({ name }), "cluster.name", `found no cluster "${name}" in ${region}, account ${accountId}`);

const providerOf = async (url: string): Promise<string> => {
    const meaning = `IAM has no OIDC provider for ${url}; create it (eksctl utils associate-iam-oidc-provider), or set PodIdentity`;
    return (await lookUp(getOpenIdConnectProvider({ url }), "controller.identity", meaning)).arn;
};

/** Subnets and security groups outside the cluster's VPC. Nodes in them could not reach the cluster. */
export async function checkVpc(
    vpcId: string,
    { subnets = {}, securityGroups = {} }: DiscoveryArgs,
): Promise<Problem[]> {
    const filters = [{ name: "vpc-id", values: [vpcId] }];
    const outside = (path: string, given: DiscoveryArgs["subnets"] = {}, ids: string[]): Problem[] => {
        const inside = new Set(ids);
        return Object.entries(given)
            .filter(([, id]) => !inside.has(id as string))
            .map(([name, id]) => ({
                path: `discovery.${path}.${name}`,
                message: `found ${id}, which is not in the cluster's VPC ${vpcId} in this region and account`,
            }));
    };
    const some = (given: object) => Object.keys(given).length > 0;
    const problems = await Promise.all([
        some(subnets) ? getSubnets({ filters }).then(({ ids }) => outside("subnets", subnets, ids)) : [],
        some(securityGroups)
            ? getSecurityGroups({ filters }).then(({ ids }) => outside("securityGroups", securityGroups, ids))
            : [],
    ]);
    return problems.flat();
}
