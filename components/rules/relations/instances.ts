import { classDeclared } from "../node-pool/class.ts";
import { requirementValues } from "../node-pool/requirements.ts";
import { knownValues } from "../node-pool/values.ts";
import type { Rule } from "../rule.ts";
import type { Pool } from "../stack.ts";
import { poolArchitecture, poolSystem } from "./systems.ts";

/** What says better why a pool launches nothing. */
const plainer = [requirementValues, knownValues, classDeclared, poolSystem, poolArchitecture];

/** A pool can launch something. */
export const nothingToLaunch: Rule<Pool> = {
    name: "nothing-to-launch",
    verdict: "refused",
    says: "Some instance type meets a pool's requirements in the stack's region, as far as the program's table of instance types goes. The component in a program of your own has no table, and does not ask.",
    source: "the controller's labels of instance types; moto's record of EC2's, by its date",
    find(pool, stack) {
        if (!stack.instances || plainer.some(rule => [...rule.find(pool, stack)].length > 0)) return [];
        return stack.instances.nothingToLaunch(pool, stack);
    },
};

/** A pool names what there is. */
export const unknownInstance: Rule<Pool> = {
    name: "unknown-instance",
    verdict: "warning",
    says: "Instance types, families, categories, sizes and regions that a pool names are in the program's table: what is not is newer than the table, or misspelt.",
    source: "moto's record of EC2's instance types, by its date",
    find: (pool, stack) => stack.instances?.unknown(pool, stack) ?? [],
};
