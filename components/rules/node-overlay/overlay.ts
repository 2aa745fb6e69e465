import { below } from "../../problems/path.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { gateOf } from "../../upstream/gates.ts";
import { restriction } from "../../upstream/labels.ts";
import { requirementForm } from "../node-pool/labels.ts";
import { comparison, knownRequirements } from "../node-pool/requirements.ts";
import { unknownValues } from "../node-pool/values.ts";
import { crd, type Rule } from "../rule.ts";
import type { Overlay } from "../stack.ts";

const requirementsOf = ({ spec }: Overlay) => knownRequirements(spec.requirements, "spec.requirements");

/** Requires values that operators take, and labels of instance types. */
export const overlayRequirements: Rule<Overlay> = {
    name: "overlay-requirements",
    verdict: "invalid",
    says: "An overlay's requirements have the values that their operators take (`NotIn` takes one or more), and name labels of instance types and offerings.",
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

/** Requires keys and values that instance types can have. */
export const overlayForm: Rule<Overlay> = {
    name: "overlay-form",
    verdict: "refused",
    says: "An overlay's requirements have valid label keys and values, and values that Karpenter knows.",
    source: "controller, NodeOverlay RuntimeValidate: ValidationSucceeded=False",
    *find(overlay): Generator<Problem> {
        for (const requirement of requirementsOf(overlay)) {
            yield* requirementForm(requirement);
            yield* unknownValues(requirement);
        }
    },
};

const fixed = ["cpu", "memory", "ephemeral-storage", "pods"];

/** Forbids two prices, and resources that an instance type defines. */
export const overlayPrice: Rule<Overlay> = {
    name: "overlay-price",
    verdict: "invalid",
    says: "An overlay does not set both `price` and `priceAdjustment`, and `capacity` has only extended resources.",
    source: crd("NodeOverlay"),
    *find({ spec }): Generator<Problem> {
        if (spec.price !== undefined && spec.priceAdjustment !== undefined)
            yield { path: "spec", message: "found both price and priceAdjustment, expected one of them" };
        for (const resource of Object.keys(spec.capacity ?? {}))
            if (fixed.includes(resource))
                yield {
                    path: below("spec.capacity", resource),
                    message: `the instance type defines this resource; remove it (not allowed: ${fixed.join(", ")})`,
                };
    },
};

/** Requires the feature gate for overlays. */
export const overlayGate: Rule<Overlay> = {
    name: "overlay-gate",
    verdict: "refused",
    says: "Node overlays require the feature gate `nodeOverlay` (alpha): without it, the controller ignores them.",
    source: "https://karpenter.sh/docs/concepts/nodeoverlays/",
    *find(_, { args }): Generator<Problem> {
        if (args.install.enabled && gateOf(args.install, "featureGates.nodeOverlay") === false)
            yield { path: "", message: "needs install.values.settings.featureGates.nodeOverlay: true" };
    },
};
