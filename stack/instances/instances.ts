import type { Instances } from "../../components/rules/across/instances.ts";
import { plain } from "../../components/rules/plain.ts";
import { classOf, type Pool, type Stack } from "../../components/rules/stack.ts";
import type { Place } from "./labels.ts";
import { anyNodeClass, nodeClassOf } from "./node-class.ts";
import { nothingToLaunch } from "./nothing-to-launch.ts";
import { unknownInstances } from "./unknown-instance.ts";

/** What the table of instance types says of the pools of a stack in a region; `undefined` where that is not known. */
export function instancesIn(region: string | undefined): Instances {
    const placeOf = (pool: Pool, stack: Stack): Place => {
        const nodeClass = classOf(pool, stack);
        return {
            region,
            nodeClass: nodeClass ? nodeClassOf(nodeClass.spec) : anyNodeClass,
            minValuesPolicy: plain(stack.args.install?.values?.settings?.minValuesPolicy),
        };
    };
    return {
        nothingToLaunch: (pool, stack) => nothingToLaunch(pool.spec, placeOf(pool, stack)),
        unknown: (pool, stack) => unknownInstances(pool.spec, placeOf(pool, stack)),
    };
}
