import type { Problem } from "../../../../components/problems/problem.ts";
import { SystemKind } from "../../../config.ts";
import type { NewClusterRule } from "./rule.ts";

const ofSystemNodes = ["systemInstanceType", "systemNodes", "systemDiskSize", "systemDiskKeyArn"] as const;

/** Forbids settings that conflict with Fargate as the cluster's system. */
export const newClusterFargate: NewClusterRule = {
    name: "new-cluster-fargate",
    verdict: "invalid",
    says: "With `cluster.create.system: Fargate`, the cluster has no system nodes and no agent of Pod Identity, and `install.fargate` is not `false`.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html",
    *find({ cluster: { create }, install }): Generator<Problem> {
        if (create.system !== SystemKind.Fargate) return;
        const conflicts = "conflicts with cluster.create.system: Fargate";
        if (install?.fargate === false) yield { path: "install.fargate", message: `found false, which ${conflicts}` };
        for (const key of ofSystemNodes)
            if (create[key] !== undefined)
                yield { path: `cluster.create.${key}`, message: `${conflicts}, which has no system nodes; remove it` };
        if (create.addons?.["eks-pod-identity-agent"])
            yield {
                path: "cluster.create.addons.eks-pod-identity-agent",
                message: `${conflicts}, where the agent can't run; remove it`,
            };
    },
};
