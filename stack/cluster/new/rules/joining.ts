import { AuthenticationMode } from "../../../../components/cluster.ts";
import { Joining } from "../../../../components/nodes/joining.ts";
import type { Problem } from "../../../../components/problems/problem.ts";
import type { NewClusterRule } from "./rule.ts";

/** Requires an authentication mode with access entries. */
export const newClusterAuthentication: NewClusterRule = {
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
export const newClusterJoining: NewClusterRule = {
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
