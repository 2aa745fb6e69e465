import { admits, newRequirement } from "../../components/karpenter/requirement.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { type Problem, show } from "../../components/rules/problem.ts";
import { instanceTypeLabel, type Place, regionLabel, valuesOf } from "./labels.ts";
import { instanceTable, isCovered } from "./table.ts";
import { asText, type Wish, wishesOf } from "./wishes.ts";

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
export const unknownInstances = (spec: NodePoolSpec, place: Place): Problem[] =>
    wishesOf(spec).known.flatMap(wish => {
        const { date } = instanceTable();
        const { path } = wish;
        const noun = Object.hasOwn(names, wish.key) ? names[wish.key] : undefined;
        if (noun === undefined && !isUnheardOf(wish, place)) return [];
        if (noun === undefined)
            return [
                { path, message: `found ${asText(wish)}, which no instance type had on ${date}: newer, or a mistake` },
            ];
        return unknownNames(wish, place).map(value => ({
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
const unknownNames = ({ key, operator, values }: Wish, place: Place): string[] =>
    operator === "In" || operator === "NotIn" ? values.filter(value => !isName(key, value, place)) : [];

function isName(label: string, value: string, place: Place): boolean {
    const { regions, types } = instanceTable();
    return label === regionLabel
        ? regions.includes(value)
        : types.some(type => valuesOf(type, label, place)?.includes(value));
}

/** Whether no instance type anywhere has what is wished for, and one might some day. */
function isUnheardOf({ key, operator, values }: Wish, place: Place): boolean {
    if (values.length === 0 || !key.startsWith(ofInstances) || settled.includes(key)) return false;
    const allowed = newRequirement(operator, values);
    return !instanceTable().types.some(type => admits(allowed, valuesOf(type, key, place) ?? []));
}
