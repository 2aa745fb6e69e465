import { admits, newRequirement } from "../../components/karpenter/requirement.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { type Problem, show } from "../../components/problems/problem.ts";
import { instanceTypeLabel, type LaunchContext, regionLabel, valuesOf } from "./labels.ts";
import { asText, type PoolRequirement, poolRequirements } from "./pool-requirements.ts";
import { instanceTable, isCovered } from "./table.ts";

const ofInstances = "karpenter.k8s.aws/instance-";

/** Labels whose values are names. */
const names: { [label: string]: string } = {
    [instanceTypeLabel]: "an instance type",
    [`${ofInstances}family`]: "a family",
    [`${ofInstances}category`]: "a category",
    [`${ofInstances}size`]: "a size",
    [regionLabel]: "a region",
};

/** Labels of instances to which AWS will add no values. */
const settled = ["hypervisor", "capability-flex", "encryption-in-transit-supported", "tenancy"].map(
    name => ofInstances + name,
);

/**
 * What a pool, with the defaults that the component fills in, asks for that the table of instance types does not know: names, and what no instance type in it has. It is newer than
 * the table, or a mistake.
 */
export const unknownInstances = (spec: NodePoolSpec, context: LaunchContext): Problem[] =>
    poolRequirements(spec).known.flatMap(requirement => {
        const { date } = instanceTable();
        const { path } = requirement;
        const noun = Object.hasOwn(names, requirement.key) ? names[requirement.key] : undefined;
        if (noun === undefined && !isUnheardOf(requirement, context)) return [];
        if (noun === undefined)
            return [
                {
                    path,
                    message: `found ${asText(requirement)}, which no instance type had on ${date}: newer, or a mistake`,
                },
            ];
        return unknownNames(requirement, context).map(value => ({
            path,
            message: `found ${show(value)}, ${noun} that AWS did not have on ${date}: newer, or misspelt`,
        }));
    });

/** A stack's region that the table does not cover. What pools may launch there is not known to be on offer. */
export const unknownRegion = (region: string): Problem[] =>
    isCovered(region)
        ? []
        : [
              {
                  path: "aws:region",
                  message: `found ${show(region)}, whose offers are not among the instance types of ${instanceTable().date}: newer, or in another partition`,
              },
          ];

/** The values that are no names of anything. */
const unknownNames = ({ key, operator, values }: PoolRequirement, context: LaunchContext): string[] =>
    operator === "In" || operator === "NotIn" ? values.filter(value => !isName(key, value, context)) : [];

function isName(label: string, value: string, context: LaunchContext): boolean {
    const { regions, types } = instanceTable();
    return label === regionLabel
        ? regions.includes(value)
        : types.some(type => valuesOf(type, label, context)?.includes(value));
}

/** Whether no instance type anywhere has what is wished for, and one might some day. */
function isUnheardOf({ key, operator, values }: PoolRequirement, context: LaunchContext): boolean {
    if (values.length === 0 || !key.startsWith(ofInstances) || settled.includes(key)) return false;
    const allowed = newRequirement(operator, values);
    return !instanceTable().types.some(type => admits(allowed, valuesOf(type, key, context) ?? []));
}
