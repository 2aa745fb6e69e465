import { isIP } from "node:net";
import { AuthenticationMode } from "../../components/cluster.ts";
import { Joining } from "../../components/nodes/joining.ts";
import { type Problem, show } from "../../components/problems/problem.ts";
import { resolve } from "../../components/resolve.ts";
import type { Rule } from "../../components/rules/rule.ts";
import { stackOf } from "../../components/rules/stack.ts";
import { type ClusterConfig, type NewClusterConfig, type StackConfig, SystemKind } from "../config.ts";

/** The settings of a stack that creates its cluster. */
interface NewClusterStack extends StackConfig {
    cluster: ClusterConfig & { create: NewClusterConfig };
}

type NewClusterRule = Rule<NewClusterStack>;

/** Requires IDs of subnets, each once. */
const newClusterSubnets: NewClusterRule = {
    name: "new-cluster-subnets",
    verdict: "invalid",
    says: "`cluster.create.subnetIds` has IDs of subnets, each of them once.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    *find({ cluster }): Generator<Problem> {
        const seen = new Set<string>();
        for (const [index, id] of cluster.create.subnetIds.entries()) {
            const path = `cluster.create.subnetIds[${index}]`;
            if (!/^subnet-[0-9a-z]+$/.test(id))
                yield { path, message: `found ${show(id)}, expected an id such as "subnet-0123456789abcdef0"` };
            else if (seen.has(id)) yield { path, message: `found ${show(id)} a second time; name each once` };
            seen.add(id);
        }
    },
};

/** Requires CIDR blocks for the access to the public endpoint. */
const newClusterCidrs: NewClusterRule = {
    name: "new-cluster-cidrs",
    verdict: "invalid",
    says: "`cluster.create.publicAccessCidrs` has CIDR blocks of IPv4 or IPv6.",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html",
    *find({ cluster }): Generator<Problem> {
        for (const [index, range] of (cluster.create.publicAccessCidrs ?? []).entries())
            if (!isCidr(range))
                yield {
                    path: `cluster.create.publicAccessCidrs[${index}]`,
                    message: `found ${show(range)}, expected a range of addresses such as "203.0.113.0/24"`,
                };
    },
};

function isCidr(text: string): boolean {
    const [address = "", bits = "", ...more] = text.split("/");
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
    return /^\d+$/.test(bits) && Number(bits) <= most && more.length === 0;
}

/** Requires an endpoint of the API server. */
const newClusterEndpoint: NewClusterRule = {
    name: "new-cluster-endpoint",
    verdict: "invalid",
    says: "The API server of a new cluster has a private endpoint, a public one, or both.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    *find({ cluster: { create } }): Generator<Problem> {
        if (create.endpointPublicAccess === false && create.endpointPrivateAccess === false)
            yield {
                path: "cluster.create.endpointPrivateAccess",
                message:
                    "found false, like endpointPublicAccess: the API server would be unreachable; set one of them to true",
            };
    },
};

/** Requires an authentication mode with access entries. */
const newClusterAuthentication: NewClusterRule = {
    name: "new-cluster-authentication",
    verdict: "invalid",
    says: "The authentication mode of a new cluster is `API` or `API_AND_CONFIG_MAP`, because `@pulumi/eks` manages all of its `aws-auth` and would remove the node role's entry.",
    source: "https://www.pulumi.com/registry/packages/eks/api-docs/cluster/",
    *find({ cluster }): Generator<Problem> {
        if (cluster.authenticationMode === AuthenticationMode.CONFIG_MAP)
            yield {
                path: "cluster.authenticationMode",
                message: "found CONFIG_MAP for a new cluster, expected API or API_AND_CONFIG_MAP",
            };
    },
};

/** Forbids joining by `aws-auth`. */
const newClusterJoining: NewClusterRule = {
    name: "new-cluster-joining",
    verdict: "invalid",
    says: "Nodes do not join a new cluster by `aws-auth`, because `@pulumi/eks` manages all of it and would remove the node role's entry.",
    source: "https://www.pulumi.com/registry/packages/eks/api-docs/cluster/",
    *find({ cluster }, { args }): Generator<Problem> {
        // With CONFIG_MAP, `new-cluster-authentication` is broken already.
        if (cluster.authenticationMode === AuthenticationMode.CONFIG_MAP) return;
        if (args.nodeRole.joining === Joining.AwsAuth)
            yield { path: "nodeRole.joining", message: "found AwsAuth for a new cluster; set AccessEntry" };
    },
};

/** Requires `install.fargate` on a cluster without system nodes. */
const newClusterFargate: NewClusterRule = {
    name: "new-cluster-fargate",
    verdict: "invalid",
    says: "With `cluster.create.system: Fargate`, `install.fargate` is not `false`, because the cluster has no other compute for the controller.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html",
    *find({ cluster, install }): Generator<Problem> {
        if (cluster.create.system === SystemKind.Fargate && install?.fargate === false)
            yield {
                path: "install.fargate",
                message: "found false, which conflicts with cluster.create.system: Fargate",
            };
    },
};

/** Rules of a new cluster. Only the program creates one, so the component package does not have these rules. */
export const ofNewClusters: NewClusterRule[] = [
    newClusterSubnets,
    newClusterCidrs,
    newClusterEndpoint,
    newClusterAuthentication,
    newClusterJoining,
    newClusterFargate,
];

const createsCluster = (settings: StackConfig): settings is NewClusterStack => settings.cluster.create !== undefined;

/** Problems in the settings of a new cluster; none on an existing one. */
export function checkNewCluster(settings: StackConfig): Problem[] {
    if (!createsCluster(settings)) return [];
    const stack = stackOf(resolve(settings));
    return ofNewClusters.flatMap(rule => [...rule.find(settings, stack)]);
}
