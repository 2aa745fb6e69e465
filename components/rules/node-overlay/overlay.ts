import { gateOf } from "../../karpenter/gates.ts";
import { restriction } from "../../karpenter/labels.ts";
import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { requirementForm } from "../node-pool/labels.ts";
import { comparison, known } from "../node-pool/requirements.ts";
import { unknownValues } from "../node-pool/values.ts";
import { crd, type Rule } from "../rule.ts";
import type { Overlay } from "../stack.ts";

const requirementsOf = ({ spec }: Overlay) => known(spec.requirements, "spec.requirements");

/** Requirements have what their operators take, and labels that instance types have. */
export const overlayRequirements: Rule<Overlay> = {
    name: "overlay-requirements",
    verdict: "invalid",
    says: "An overlay's requirements have values as those of a pool, `NotIn` included, and name labels of instance types and offerings.",
    source: crd("NodeOverlay"),
    *find(overlay): Generator<Problem> {
        for (const requirement of requirementsOf(overlay)) {
            yield* comparison(requirement, ["In", "NotIn"]);
            const { key, path } = requirement;
            const why = key === undefined ? undefined : restriction(key, "NodeOverlay");
            if (why) yield { path: `${path}.key`, message: `found ${show(key)}, ${why}` };
        }
    },
};

/** Requirements are such that an instance type can meet them. */
export const overlayForm: Rule<Overlay> = {
    name: "overlay-form",
    verdict: "refused",
    says: "What an overlay's requirements name and compare are keys and values of labels, and values that Karpenter knows.",
    source: "controller, NodeOverlay RuntimeValidate: ValidationSucceeded=False",
    *find(overlay): Generator<Problem> {
        for (const requirement of requirementsOf(overlay)) {
            yield* requirementForm(requirement);
            yield* unknownValues(requirement);
        }
    },
};

const fixed = ["cpu", "memory", "ephemeral-storage", "pods"];

/** An overlay says one thing of the price, and nothing of what an instance type is. */
export const overlayPrice: Rule<Overlay> = {
    name: "overlay-price",
    verdict: "invalid",
    says: "An overlay has `price` or `priceAdjustment`, not both; `capacity` has extended resources only.",
    source: crd("NodeOverlay"),
    *find({ spec }): Generator<Problem> {
        if (spec.price !== undefined && spec.priceAdjustment !== undefined)
            yield { path: "spec", message: "found both price and priceAdjustment, expected one of them" };
        for (const resource of Object.keys(spec.capacity ?? {}))
            if (fixed.includes(resource))
                yield {
                    path: below("spec.capacity", resource),
                    message: `this is the instance type's own; not allowed: ${fixed.join(", ")}`,
                };
    },
};

/** An overlay counts. */
export const overlayGate: Rule<Overlay> = {
    name: "overlay-gate",
    verdict: "refused",
    says: "Node overlays need the feature gate `nodeOverlay` (alpha): without it the controller passes over them.",
    source: "https://karpenter.sh/docs/concepts/nodeoverlays/",
    *find(_, { args }): Generator<Problem> {
        if (args.install.enabled && gateOf(args.install, "featureGates.nodeOverlay") === false)
            yield { path: "", message: "needs install.values.settings.featureGates.nodeOverlay: true" };
    },
};
