import {
    intersection,
    newRequirement,
    normalizedLabels,
    type Requirement,
} from "../../components/karpenter/requirement.ts";
import type { NodePoolSpec } from "../../components/nodes/node-pool-spec.ts";
import { below } from "../../components/rules/path.ts";
import { isKnown, plain } from "../../components/rules/plain.ts";
import { seen, show } from "../../components/rules/problem.ts";

/** What a pool asks of one of its nodes' labels. */
export interface Wish {
    /** Where in the pool: `spec.template.spec.requirements[2]`. */
    path: string;
    key: string;
    operator: string;
    values: string[];
    /** How many different values the instance types are to have at least. */
    minValues?: number;
}

/** All that a pool asks of its nodes' labels. */
export interface Wishes {
    known: Wish[];
    /** The paths of those that are not known before the deployment. */
    unknown: string[];
}

/** What a pool asks by its requirements, and by the labels that it gives its nodes. */
export function wishesOf({ template }: NodePoolSpec): Wishes {
    const requirements = template?.spec?.requirements ?? [];
    const labels = template?.metadata?.labels ?? {};
    const asked: [path: string, wish: unknown][] = [
        ...(plain<unknown[]>(requirements) ?? [requirements]).map((wish, index): [string, unknown] => [
            `spec.template.spec.requirements[${index}]`,
            wish,
        ]),
        ...Object.entries(labels).map(([key, value]): [string, unknown] => [
            below("spec.template.metadata.labels", key),
            { key, operator: "In", values: [value] },
        ]),
    ];
    const known = asked.filter(([, wish]) => isKnown(wish));
    return {
        known: known.map(([path, wish]) => {
            const { key, operator, values = [], minValues } = wish as Omit<Wish, "path">;
            return {
                path,
                key: normalizedLabels.get(key) ?? key,
                operator,
                values,
                ...(minValues !== undefined && { minValues }),
            };
        }),
        unknown: asked.filter(([, wish]) => !isKnown(wish)).map(([path]) => path),
    };
}

/** `karpenter.k8s.aws/instance-cpu Gt ["4"]` */
export const asText = ({ key, operator, values }: Wish): string =>
    [seen(key, 63), operator, ...(values.length ? [show(values)] : [])].join(" ");

/** What all wishes together allow, label by label. */
export function allowedIn(wishes: Wish[]): Map<string, Requirement> {
    const allowed = new Map<string, Requirement>();
    for (const { key, operator, values } of wishes) {
        const one = newRequirement(operator, values);
        const others = allowed.get(key);
        allowed.set(key, others ? intersection(others, one) : one);
    }
    return allowed;
}
