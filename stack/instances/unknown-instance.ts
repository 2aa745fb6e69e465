import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { type Problem, show } from "../../components/problems/problem.ts";
import { admits, newRequirement } from "../../components/upstream/requirement.ts";
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

/** Instance labels to which AWS adds no new values. */
const settled = ["hypervisor", "capability-flex", "encryption-in-transit-supported", "tenancy"].map(
    name => ofInstances + name,
);

/**
 * The requirements of a pool, with the component's defaults, that the table does not cover: unknown names, and values that no instance
 * type has. They are newer than the table, or mistakes.
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
                    message: `found ${asText(requirement)}, which no instance type meets as of ${date}: it is newer, or a mistake`,
                },
            ];
        return unknownNames(requirement, context).map(value => ({
            path,
            message: `found ${show(value)}, which is not ${noun} as of ${date}: it is newer, or misspelt`,
        }));
    });

/** The problem with a region that the table does not cover: its offers are unknown. */
export const unknownRegion = (region: string): Problem[] =>
    isCovered(region)
        ? []
        : [
              {
                  path: "aws:region",
                  message: `found ${show(region)}, which the table of instance types (${instanceTable().date}) does not cover: it is newer, or in another partition`,
              },
          ];

/** The values that are not names in the table. */
const unknownNames = ({ key, operator, values }: PoolRequirement, context: LaunchContext): string[] =>
    operator === "In" || operator === "NotIn" ? values.filter(value => !isName(key, value, context)) : [];

function isName(label: string, value: string, context: LaunchContext): boolean {
    const { regions, types } = instanceTable();
    return label === regionLabel
        ? regions.includes(value)
        : types.some(type => valuesOf(type, label, context)?.includes(value));
}

/** Whether no instance type meets a requirement, but a future one might. */
function isUnheardOf({ key, operator, values }: PoolRequirement, context: LaunchContext): boolean {
    if (values.length === 0 || !key.startsWith(ofInstances) || settled.includes(key)) return false;
    const allowed = newRequirement(operator, values);
    return !instanceTable().types.some(type => admits(allowed, valuesOf(type, key, context) ?? []));
}
