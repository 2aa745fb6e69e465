import { isKnown, plain } from "../../components/inputs/plain.ts";
import type { NodePoolSpec, Requirement } from "../../components/nodes/node-pool-spec.ts";
import { below } from "../../components/problems/path.ts";
import { seen, show } from "../../components/problems/problem.ts";
import { type Allowed, allowedBy, both } from "./requirement.ts";

/** What a pool asks of one of its nodes' labels. */
export interface PoolRequirement {
    /** Where in the pool: `spec.template.spec.requirements[2]`. */
    path: string;
    key: string;
    operator: string;
    values: string[];
    /** How many different values the instance types are to have at least. */
    minValues?: number;
}

/** All that a pool asks of its nodes' labels. */
export interface PoolRequirements {
    known: PoolRequirement[];
    /** The paths of those that are not known before the deployment. */
    unknown: string[];
}

/** Old names of labels, which Karpenter reads as the new ones. Source: Karpenter's pkg/apis/v1/labels.go, `NormalizedLabels`. */
const renamed = new Map(
    Object.entries({
        "beta.kubernetes.io/arch": "kubernetes.io/arch",
        "beta.kubernetes.io/os": "kubernetes.io/os",
        "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
        "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    }),
);

/** What a pool asks by its requirements, and by the labels that it gives its nodes. */
export function poolRequirements({ template }: NodePoolSpec): PoolRequirements {
    const given = template?.spec?.requirements ?? [];
    const labels = template?.metadata?.labels ?? {};
    const asked: [path: string, requirement: unknown][] = [
        ...(plain<Requirement[]>(given) ?? [given]).map((requirement, index): [string, unknown] => [
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
                key: renamed.get(key) ?? key,
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

/** What all requirements together allow, label by label. */
export function allowedIn(requirements: PoolRequirement[]): Map<string, Allowed> {
    const allowed = new Map<string, Allowed>();
    for (const { key, operator, values } of requirements) {
        const one = allowedBy(operator, values);
        const others = allowed.get(key);
        allowed.set(key, others ? both(others, one) : one);
    }
    return allowed;
}
