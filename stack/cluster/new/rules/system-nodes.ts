import type { Problem } from "../../../../components/problems/problem.ts";
import { SystemKind } from "../../../config.ts";
import type { NewClusterRule } from "./rule.ts";

/** Requires a system node for each replica of the controller. */
export const newClusterSystemNodes: NewClusterRule = {
    name: "new-cluster-system-nodes",
    verdict: "invalid",
    says: "A new cluster has a system node for each replica of the controller: replicas run on different nodes, and not on Karpenter's own.",
    source: "chart karpenter, values.yaml, affinity",
    *find({ cluster: { create } }, { args: { install } }): Generator<Problem> {
        const { system = SystemKind.NodeGroup, systemNodes = 2 } = create;
        const { replicas = 2 } = install;
        if (system !== SystemKind.NodeGroup || !install.enabled || typeof replicas !== "number") return;
        if (systemNodes < replicas)
            yield {
                path: "cluster.create.systemNodes",
                message: `found ${systemNodes} for ${replicas} replicas of the controller, each on a node of its own; set install.replicas, too`,
            };
    },
};
