import { clusterName } from "../../aws/names.ts";
import { type Problem, show } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Requires a cluster name that EKS accepts. */
export const clusterNameForm: Rule<Resolved> = {
    name: "cluster-name",
    verdict: "invalid",
    says: "The cluster's name has 1 to 100 letters, digits, `-` and `_`, and starts with a letter or digit.",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html",
    *find({ cluster: { name } }): Generator<Problem> {
        if (!clusterName.test(name))
            yield {
                path: "cluster.name",
                message: `found ${show(name)}, expected 1 to 100 letters, digits, - and _, the first a letter or digit`,
            };
    },
};
