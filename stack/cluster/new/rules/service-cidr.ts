import { isIPv4 } from "node:net";
import { IpFamily } from "../../../../components/cluster.ts";
import { type Problem, show } from "../../../../components/problems/problem.ts";
import { bitsOf, isCidr, isPrivate } from "./cidr.ts";
import type { NewClusterRule } from "./rule.ts";

const path = "cluster.create.serviceIpv4Cidr";

/** Requires a private block of IPv4 for services. */
export const newClusterServiceCidr: NewClusterRule = {
    name: "new-cluster-service-cidr",
    verdict: "invalid",
    says: "`cluster.create.serviceIpv4Cidr` is a private CIDR block from /24 to /12, and is not set for IPv6, where EKS assigns one.",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html",
    *find({ cluster: { create, ipFamily } }): Generator<Problem> {
        const { serviceIpv4Cidr: block } = create;
        if (block === undefined) return;
        if (ipFamily === IpFamily.ipv6) yield { path, message: "conflicts with cluster.ipFamily: ipv6; remove it" };
        else if (
            !isCidr(block) ||
            !isIPv4(block.split("/")[0]!) ||
            bitsOf(block) < 12 ||
            bitsOf(block) > 24 ||
            !isPrivate(block)
        )
            yield {
                path,
                message: `found ${show(block)}, expected a block of /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16`,
            };
    },
};
