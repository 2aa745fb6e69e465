import { below } from "../../../../components/problems/path.ts";
import { type Problem, show } from "../../../../components/problems/problem.ts";
import type { NewClusterRule } from "./rule.ts";

/** Requires the ARNs of roles and users, each once. */
export const newClusterAdministrators: NewClusterRule = {
    name: "new-cluster-administrators",
    verdict: "invalid",
    says: "`cluster.create.administrators` has ARNs of IAM roles and users, each of them once, because a principal has one access entry.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
    *find({ cluster }): Generator<Problem> {
        const seen = new Map<string, string>();
        for (const [name, arn] of Object.entries(cluster.create.administrators ?? {})) {
            const path = below("cluster.create.administrators", name);
            const first = seen.get(arn);
            if (!/^arn:[a-z-]+:iam::\d{12}:(role|user)\/[!-~]+$/.test(arn))
                yield { path, message: `found ${show(arn)}, expected the ARN of an IAM role or user` };
            else if (first !== undefined)
                yield { path, message: `found ${show(arn)}, like ${first}; remove one of them` };
            else seen.set(arn, name);
        }
    },
};

/** Warns of a cluster that only its creator can access. */
export const newClusterCreator: NewClusterRule = {
    name: "new-cluster-creator",
    verdict: "warning",
    says: "`cluster.create.administrators` is set, to `{}` if nobody but the creator of the cluster administers it. A cluster that CI creates is otherwise closed to people.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
    *find({ cluster }): Generator<Problem> {
        if (cluster.create.administrators === undefined)
            yield {
                path: "cluster.create.administrators",
                message: "missing: only the principal that creates the cluster can access it; add roles, or set {}",
            };
    },
};
