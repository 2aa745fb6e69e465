import { isKnown, plain } from "../../components/inputs/plain.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { below } from "../../components/problems/path.ts";
import { seen, show } from "../../components/problems/problem.ts";
import {
    intersection,
    newRequirement,
    normalizedLabels,
    type Requirement,
} from "../../components/upstream/requirement.ts";

/** A pool's requirement on a label of its nodes. */
export interface PoolRequirement {
    /** The path in the pool, for example `spec.template.spec.requirements[2]`. */
    path: string;
    key: string;
    operator: string;
    values: string[];
    /** The minimum number of distinct values among the instance types. */
    minValues?: number;
}

/** All requirements of a pool on labels of its nodes. */
export interface PoolRequirements {
    known: PoolRequirement[];
    /** The paths of requirements that are unknown before the deployment. */
    unknown: string[];
}

/** The requirements of a pool, including those that follow from its node labels. */
export function poolRequirements({ template }: NodePoolSpec): PoolRequirements {
    const given = template?.spec?.requirements ?? [];
    const labels = template?.metadata?.labels ?? {};
    const asked: [path: string, requirement: unknown][] = [
        ...(plain<unknown[]>(given) ?? [given]).map((requirement, index): [string, unknown] => [
            `spec.template.spec.requirements[${index}]`,
            requirement,
        ]),
        ...Object.entries(labels).map(([key, value]): [string, unknown] => [
            below("spec.template.metadata.labels", key),
            { key, operator: "In", values: [value] },
        ]),
    ];
    const known = asked.filter(([, requirement]) => isKnown(requirement));
    return {
        known: known.map(([path, requirement]) => {
            const { key, operator, values = [], minValues } = requirement as Omit<PoolRequirement, "path">;
            return {
                path,
                key: normalizedLabels.get(key) ?? key,
                operator,
                values,
                ...(minValues !== undefined && { minValues }),
            };
        }),
        unknown: asked.filter(([, requirement]) => !isKnown(requirement)).map(([path]) => path),
    };
}

/** `karpenter.k8s.aws/instance-cpu Gt ["4"]` */
export const asText = ({ key, operator, values }: PoolRequirement): string =>
    [seen(key, 63), operator, ...(values.length ? [show(values)] : [])].join(" ");

/** The intersection of all requirements, by label. */
export function allowedIn(requirements: PoolRequirement[]): Map<string, Requirement> {
    const allowed = new Map<string, Requirement>();
    for (const { key, operator, values } of requirements) {
        const one = newRequirement(operator, values);
        const others = allowed.get(key);
        allowed.set(key, others ? intersection(others, one) : one);
    }
    return allowed;
}
