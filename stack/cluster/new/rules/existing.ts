import type { Problem } from "../../../../components/problems/problem.ts";
import type { NewClusterRule } from "./rule.ts";

const ofExisting = ["endpoint", "certificateAuthority", "oidcIssuer", "oidcProviderArn"] as const;

/** Forbids facts that only an existing cluster has. */
export const newClusterFacts: NewClusterRule = {
    name: "new-cluster-facts",
    verdict: "invalid",
    says: "A stack that creates its cluster states no endpoint, certificate authority, OIDC issuer or OIDC provider, because AWS assigns them.",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html",
    *find({ cluster }): Generator<Problem> {
        for (const key of ofExisting)
            if (cluster[key] !== undefined)
                yield {
                    path: `cluster.${key}`,
                    message: "conflicts with cluster.create: AWS assigns it to a new cluster; remove one of them",
                };
    },
};
