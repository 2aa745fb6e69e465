import { listed, type Problem } from "../../problems/problem.ts";
import { gateOf } from "../../upstream/gates.ts";
import { requirementsOf } from "../node-pool/requirements.ts";
import type { Rule } from "../rule.ts";
import { classOf, type NodeClass, once, type Pool } from "../stack.ts";

const key = "karpenter.sh/capacity-type";

/** Whether a pool's requirements allow a capacity type; `undefined` if any of them is pending. */
function allows(pool: Pool, type: string): boolean | undefined {
    const requirements = requirementsOf(pool);
    const found = requirements.filter(requirement => requirement.key === key);
    if (requirements.some(requirement => requirement.key === undefined)) return undefined;
    if (found.some(({ values, operator }) => values === undefined || operator === undefined)) return undefined;
    return found.every(({ operator, values }) =>
        operator === "In"
            ? values!.includes(type)
            : operator === "NotIn"
              ? !values!.includes(type)
              : operator === "Exists",
    );
}

/** Warns about spot pools without interruption handling. */
export const spotInterruption: Rule<Pool> = {
    name: "spot-interruption",
    verdict: "warning",
    says: "A stack with spot pools handles interruptions: without the queue, spot nodes end without draining.",
    source: "https://karpenter.sh/docs/concepts/disruption/#interruption",
    *find(pool, { args }): Generator<Problem> {
        if (!args.interruption.enabled && allows(pool, "spot") === true)
            yield {
                path: "spec.template.spec.requirements",
                message:
                    "the pool allows spot, but interruption.enabled is false: interrupted spot nodes are not drained; set interruption.enabled to true",
            };
    },
};

const poolsByClass = once(stack => Map.groupBy(stack.nodePools, pool => classOf(pool, stack)));

/** Requires a pool that uses the class's capacity reservations. */
export const reservedCapacity: Rule<NodeClass> = {
    name: "reserved-capacity",
    verdict: "refused",
    says: "If a node class selects capacity reservations, at least one of its pools allows `reserved`, and the feature gate `reservedCapacity` is enabled: otherwise the reservations are paid for but not used.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#speccapacityreservationselectorterms",
    *find(nodeClass, stack): Generator<Problem> {
        const path = "spec.capacityReservationSelectorTerms";
        if (nodeClass.spec.capacityReservationSelectorTerms === undefined) return;
        if (stack.args.install.enabled && gateOf(stack.args.install, "featureGates.reservedCapacity") === false)
            yield { path, message: "needs install.values.settings.featureGates.reservedCapacity: true" };
        const pools = poolsByClass(stack).get(nodeClass) ?? [];
        if (pools.length > 0 && pools.every(pool => allows(pool, "reserved") === false))
            yield {
                path,
                message: `no pool of this class (${listed(pools.map(({ name }) => name))}) allows capacity type reserved; add reserved to ${key}`,
            };
    },
};

/** Requires the feature gate for static pools. */
export const staticCapacityGate: Rule<Pool> = {
    name: "static-capacity-gate",
    verdict: "refused",
    says: "A static pool (with `replicas`) requires the feature gate `staticCapacity` (alpha): without it, the controller creates no nodes for it.",
    source: "https://karpenter.sh/docs/concepts/nodepools/#specreplicas",
    *find({ spec }, { args }): Generator<Problem> {
        if (
            spec.replicas !== undefined &&
            args.install.enabled &&
            gateOf(args.install, "featureGates.staticCapacity") === false
        )
            yield { path: "spec.replicas", message: "needs install.values.settings.featureGates.staticCapacity: true" };
    },
};
