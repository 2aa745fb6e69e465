import { isKnown, plain } from "../../components/inputs/plain.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import type { Problem } from "../../components/problems/problem.ts";
import type { InstanceChecks } from "../../components/rules/stack.ts";
import { classOf, type Pool, type Stack } from "../../components/rules/stack.ts";
import { restrictionsOf, unknownClass } from "./class-restrictions.ts";
import type { LaunchContext } from "./labels.ts";
import { nothingToLaunch } from "./nothing-to-launch.ts";
import { unknownInstances } from "./unknown-instance.ts";

/** The checks of a stack's pools against the table of instance types. The region is `undefined` if unknown. */
export const instanceChecks = (region: string | undefined): InstanceChecks => ({
    nothingToLaunch: cached(nothingToLaunch, region),
    unknown: cached(unknownInstances, region),
});

function cached(check: (pool: NodePoolSpec, context: LaunchContext) => Problem[], region: string | undefined) {
    // Large stacks have many pools with equal requirements and equal classes.
    const cache = new Map<string, Problem[]>();
    return (pool: Pool, stack: Stack): Problem[] => {
        const { spec } = pool;
        const ofClass = classOf(pool, stack)?.spec;
        const minValuesPolicy = plain<string>(stack.args.install?.values?.settings?.minValuesPolicy);
        const problems = () =>
            check(spec, { region, nodeClass: ofClass ? restrictionsOf(ofClass) : unknownClass, minValuesPolicy });
        const inputs = [spec.template?.metadata, spec.template?.spec?.requirements, spec.limits, ofClass];
        if (!isKnown(inputs)) return problems();
        const key = JSON.stringify([...inputs, minValuesPolicy]);
        const found = cache.get(key) ?? problems();
        cache.set(key, found);
        return found;
    };
}
