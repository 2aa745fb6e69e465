import { isKnown, plain } from "../../components/inputs/plain.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import type { Problem } from "../../components/problems/problem.ts";
import type { Instances } from "../../components/rules/stack.ts";
import { classOf, type Pool, type Stack } from "../../components/rules/stack.ts";
import type { LaunchContext } from "./labels.ts";
import { anyNodeClass, nodeClassOf } from "./node-class.ts";
import { nothingToLaunch } from "./nothing-to-launch.ts";
import { unknownInstances } from "./unknown-instance.ts";

/** The checks of a stack's pools against the table of instance types. The region is `undefined` if unknown. */
export const instancesIn = (region: string | undefined): Instances => ({
    nothingToLaunch: asking(nothingToLaunch, region),
    unknown: asking(unknownInstances, region),
});

function asking(answerOf: (pool: NodePoolSpec, context: LaunchContext) => Problem[], region: string | undefined) {
    // Large stacks have many pools with equal requirements and equal classes.
    const answers = new Map<string, Problem[]>();
    return (pool: Pool, stack: Stack): Problem[] => {
        const { spec } = pool;
        const ofClass = classOf(pool, stack)?.spec;
        const minValuesPolicy = plain<string>(stack.args.install?.values?.settings?.minValuesPolicy);
        const answer = () =>
            answerOf(spec, { region, nodeClass: ofClass ? nodeClassOf(ofClass) : anyNodeClass, minValuesPolicy });
        const asked = [spec.template?.metadata, spec.template?.spec?.requirements, spec.limits, ofClass];
        if (!isKnown(asked)) return answer();
        const question = JSON.stringify([...asked, minValuesPolicy]);
        const found = answers.get(question) ?? answer();
        answers.set(question, found);
        return found;
    };
}
