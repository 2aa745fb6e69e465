import { gateOf } from "../../karpenter/gates.ts";
import { listed, type Problem } from "../../problems/problem.ts";
import { requirementsOf } from "../node-pool/requirements.ts";
import type { Rule } from "../rule.ts";
import { classOf, type NodeClass, once, type Pool } from "../stack.ts";

const key = "karpenter.sh/capacity-type";

/** Whether a pool's requirements leave room for a capacity type; `undefined` where that is not known. */
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

/** Spot comes with a warning, if somebody listens. */
export const spotInterruption: Rule<Pool> = {
    name: "spot-interruption",
    verdict: "warning",
    says: "A stack with pools on spot handles interruptions: without the queue, nodes end without having drained.",
    source: "https://karpenter.sh/docs/concepts/disruption/#interruption",
    *find(pool, { args }): Generator<Problem> {
        if (!args.interruption.enabled && allows(pool, "spot") === true)
            yield {
                path: "spec.template.spec.requirements",
                message:
                    "allow spot, and interruption.enabled is false: a node that EC2 takes back does not drain first",
            };
    },
};

const poolsByClass = once(stack => Map.groupBy(stack.nodePools, pool => classOf(pool, stack)));

/** Reservations are used by somebody. */
export const reservedCapacity: Rule<NodeClass> = {
    name: "reserved-capacity",
    verdict: "refused",
    says: "Where a class selects capacity reservations, a pool of it allows `reserved`, and the feature gate `reservedCapacity` is on: otherwise they are paid for and not used.",
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
                message: `no pool of this class allows reserved (${listed(pools.map(({ name }) => name))}); add it to ${key}`,
            };
    },
};

/** A static pool counts. */
export const staticCapacityGate: Rule<Pool> = {
    name: "static-capacity-gate",
    verdict: "refused",
    says: "A pool with `replicas` needs the feature gate `staticCapacity` (alpha): without it the controller makes no node of it.",
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
