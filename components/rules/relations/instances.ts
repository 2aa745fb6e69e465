import { classDeclared } from "../node-pool/class.ts";
import { requirementValues } from "../node-pool/requirements.ts";
import { knownValues } from "../node-pool/values.ts";
import type { Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";
import { poolArchitecture, poolSystem } from "./systems.ts";

/** Rules that report more precisely why a pool launches nothing. */
const moreSpecific = [requirementValues, knownValues, classDeclared, poolSystem, poolArchitecture];

/** Requires an instance type that a pool can launch. */
export const nothingToLaunch: Rule<Pool> = {
    name: "nothing-to-launch",
    verdict: "refused",
    says: "At least one instance type in the stack's region meets a pool's requirements, according to the program's table of instance types; the component package has no table and skips this rule.",
    source: "the controller's labels of instance types; moto's data of EC2's instance types, as of the table's date",
    find(pool, stack) {
        if (!stack.instances || moreSpecific.some(rule => [...rule.find(pool, stack)].length > 0)) return [];
        return stack.instances.nothingToLaunch(pool, stack);
    },
};

/** Warns about values that the table of instance types does not have. */
export const unknownInstance: Rule<Pool> = {
    name: "unknown-instance",
    verdict: "warning",
    says: "Instance types, families, categories, sizes and regions that a pool names are in the program's table of instance types: others are misspelt, or newer than the table.",
    source: "moto's data of EC2's instance types, as of the table's date",
    find: (pool, stack) => stack.instances?.unknown(pool, stack) ?? [],
};
