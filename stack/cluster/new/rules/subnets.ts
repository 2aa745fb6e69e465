import { type Problem, show } from "../../../../components/problems/problem.ts";
import type { NewClusterRule } from "./rule.ts";

/** Requires IDs of subnets, each once. */
export const newClusterSubnets: NewClusterRule = {
    name: "new-cluster-subnets",
    verdict: "invalid",
    says: "`cluster.create.subnetIds` and `systemSubnetIds` have IDs of subnets, each of them once.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    *find({ cluster: { create } }): Generator<Problem> {
        yield* problemsOf("cluster.create.subnetIds", create.subnetIds);
        yield* problemsOf("cluster.create.systemSubnetIds", create.systemSubnetIds ?? []);
    },
};

function* problemsOf(list: string, ids: string[]): Generator<Problem> {
    const seen = new Set<string>();
    for (const [index, id] of ids.entries()) {
        const path = `${list}[${index}]`;
        if (!/^subnet-[0-9a-z]+$/.test(id))
            yield { path, message: `found ${show(id)}, expected an id such as "subnet-0123456789abcdef0"` };
        else if (seen.has(id)) yield { path, message: `found ${show(id)} a second time; name each once` };
        seen.add(id);
    }
}
