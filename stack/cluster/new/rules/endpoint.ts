import { type Problem, show } from "../../../../components/problems/problem.ts";
import { isCidr } from "./cidr.ts";
import type { NewClusterRule } from "./rule.ts";

/** Requires CIDR blocks for the access to the public endpoint. */
export const newClusterCidrs: NewClusterRule = {
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

/** Requires an endpoint of the API server, and the addresses that can access a public one. */
export const newClusterEndpoint: NewClusterRule = {
    name: "new-cluster-endpoint",
    verdict: "invalid",
    says: "The API server of a new cluster has a private endpoint, a public one, or both, and `publicAccessCidrs` is set if and only if there is a public one. AWS's default opens it to the whole internet.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    *find({ cluster: { create } }): Generator<Problem> {
        const { endpointPublicAccess = true, endpointPrivateAccess = true, publicAccessCidrs } = create;
        if (!endpointPublicAccess && !endpointPrivateAccess)
            yield {
                path: "cluster.create.endpointPrivateAccess",
                message:
                    "found false, like endpointPublicAccess: the API server would be unreachable; set one of them to true",
            };
        if (endpointPublicAccess && !publicAccessCidrs?.length)
            yield {
                path: "cluster.create.publicAccessCidrs",
                message:
                    'missing, so that the whole internet could access the API server; set ranges of addresses such as "203.0.113.0/24", ' +
                    '"0.0.0.0/0" for all, or endpointPublicAccess: false',
            };
        if (!endpointPublicAccess && publicAccessCidrs)
            yield {
                path: "cluster.create.publicAccessCidrs",
                message:
                    "conflicts with endpointPublicAccess: false, without which there is no public endpoint; remove one of them",
            };
    },
};
