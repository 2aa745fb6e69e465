import type { Problem } from "../../../../components/problems/problem.ts";
import { resolve } from "../../../../components/resolve.ts";
import { Verdict } from "../../../../components/rules/rule.ts";
import { stackOf } from "../../../../components/rules/stack.ts";
import type { StackConfig } from "../../../config.ts";
import { newClusterAddons } from "./addons.ts";
import { newClusterAdministrators, newClusterCreator } from "./administrators.ts";
import { newClusterCidrs, newClusterEndpoint } from "./endpoint.ts";
import { newClusterFacts } from "./existing.ts";
import { newClusterFargate } from "./fargate.ts";
import { newClusterAuthentication, newClusterJoining } from "./joining.ts";
import type { NewClusterRule, NewClusterStack } from "./rule.ts";
import { newClusterServiceCidr } from "./service-cidr.ts";
import { newClusterSubnets } from "./subnets.ts";
import { newClusterSystemNodes } from "./system-nodes.ts";

/**
 * Rules of a new cluster. Only the program creates one, so the component package does not have these rules, and `checks.allow` does not
 * name them: a setting silences each of their warnings.
 */
export const ofNewClusters: NewClusterRule[] = [
    newClusterFacts,
    newClusterSubnets,
    newClusterCidrs,
    newClusterEndpoint,
    newClusterAdministrators,
    newClusterCreator,
    newClusterAuthentication,
    newClusterJoining,
    newClusterFargate,
    newClusterSystemNodes,
    newClusterAddons,
    newClusterServiceCidr,
];

const createsCluster = (settings: StackConfig): settings is NewClusterStack => settings.cluster.create !== undefined;

/** Problems and warnings about the settings of a new cluster; none on an existing one. */
export function checkNewCluster(settings: StackConfig): { problems: Problem[]; warnings: Problem[] } {
    if (!createsCluster(settings)) return { problems: [], warnings: [] };
    const stack = stackOf(resolve(settings));
    const found = (warning: boolean) =>
        ofNewClusters
            .filter(({ verdict }) => (verdict === Verdict.Warning) === warning)
            .flatMap(rule => [...rule.find(settings, stack)]);
    return { problems: found(false), warnings: found(true) };
}
