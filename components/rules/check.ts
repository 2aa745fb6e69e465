import type { KarpenterArgs } from "../args.ts";
import { checkArns } from "./arn.ts";
import { checkCluster } from "./cluster.ts";
import { checkDiscovery } from "./discovery.ts";
import { checkInstall } from "./install.ts";
import { checkNames } from "./names.ts";
import { checkNodeClasses, doubtNodeClasses } from "./node-classes.ts";
import { checkNodePools, doubtNodePools } from "./node-pools.ts";
import type { Findings } from "./problem.ts";
import { checkQuotas } from "./quotas.ts";

/**
 * Everything that can be said of the arguments without asking AWS or the cluster. What is not known yet (an output) is not judged;
 * the same rules judge it once it is.
 */
export const check = (args: KarpenterArgs): Findings => ({
    problems: [
        ...checkCluster(args),
        ...checkNames(args.cluster.name, args.names ?? {}),
        ...checkArns(args),
        ...checkDiscovery(args.discovery ?? {}),
        ...checkInstall(args),
        ...checkNodeClasses(args),
        ...checkNodePools(args),
        ...checkQuotas(args),
    ],
    warnings: [...doubtNodeClasses(args), ...doubtNodePools(args)],
});
