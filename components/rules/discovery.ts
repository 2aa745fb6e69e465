import { plain } from "../inputs/plain.ts";
import { type DiscoveryArgs, SelectBy } from "../network/selectors.ts";
import { below } from "../problems/path.ts";
import { count, type Problem, show } from "../problems/problem.ts";

/** The most terms a node class's selector may have: the CRD's bound. */
const maxTerms = 30;

/** Whether what is given can be selected and tagged. */
export function checkDiscovery(discovery: DiscoveryArgs): Problem[] {
    const { subnets = {}, securityGroups = {}, taggedByOthers = [], selectBy = SelectBy.Tag } = discovery;
    const given = new Set([...Object.values(subnets), ...Object.values(securityGroups)].map(id => plain<string>(id)));
    const strangers = given.has(undefined) ? [] : [...taggedByOthers.entries()].filter(([, id]) => !given.has(id));
    const selectable = (["subnets", "securityGroups"] as const).flatMap(kind => {
        const terms = kind === "subnets" ? discovery.subnetSelectorTerms : discovery.securityGroupSelectorTerms;
        const found = Object.keys(discovery[kind] ?? {}).length;
        if (selectBy !== SelectBy.Id || terms !== undefined || (found > 0 && found <= maxTerms)) return [];
        const message =
            found === 0
                ? "missing, expected ids to select by; or set discovery.selectBy to Tag, or selector terms of your own"
                : `found ${count(found, "id")}, of which a node class takes ${maxTerms} at most; set discovery.selectBy to Tag`;
        return [{ path: `discovery.${kind}`, message }];
    });
    return [
        ...idsOf("subnets", subnets, /^subnet-[0-9a-z]+$/, "subnet-0123456789abcdef0"),
        ...idsOf("securityGroups", securityGroups, /^sg-[0-9a-z]+$/, "sg-0123456789abcdef0"),
        ...repeated("subnets", subnets),
        ...repeated("securityGroups", securityGroups),
        ...strangers.map(([index, id]) => ({
            path: `discovery.taggedByOthers[${index}]`,
            message: `found ${show(id)}, which is none of the ids in discovery.subnets and discovery.securityGroups`,
        })),
        ...selectable,
    ];
}

/** Two tags on one subnet would be one tag, which goes when either does. */
const repeated = (kind: string, given: object): Problem[] => {
    const names = new Map<string, string>();
    return Object.entries(given).flatMap(([name, value]) => {
        const id = plain<string>(value);
        if (id === undefined) return [];
        const first = names.get(id);
        if (first === undefined) {
            names.set(id, name);
            return [];
        }
        const message = `found ${show(id)}, which ${below(`discovery.${kind}`, first)} has already`;
        return [{ path: below(`discovery.${kind}`, name), message }];
    });
};

const idsOf = (kind: string, given: object, pattern: RegExp, example: string): Problem[] =>
    Object.entries(given).flatMap(([name, value]) => {
        const id = plain<string>(value);
        if (id === undefined || pattern.test(id)) return [];
        return [
            {
                path: below(`discovery.${kind}`, name),
                message: `found ${show(id)}, expected an id such as "${example}"`,
            },
        ];
    });
