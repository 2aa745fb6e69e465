import { plain } from "../../inputs/plain.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

/** A class has a role or a profile. */
export const roleOrProfile: Rule<NodeClass> = {
    name: "role-or-profile",
    verdict: "invalid",
    says: "A class has `role` or `instanceProfile`, not both.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        if (spec.role !== undefined && spec.instanceProfile !== undefined)
            yield { path: "spec", message: "found both role and instanceProfile, expected one of them" };
    },
};

/** A role is named without its path. */
export const roleName: Rule<NodeClass> = {
    name: "role-name",
    verdict: "refused",
    says: "`role` is the bare name, without path or ARN: Karpenter compares it with the name that IAM gives, and makes a new profile each time they differ.",
    source: "controller, instanceprofile.Provider",
    *find({ spec }): Generator<Problem> {
        const name = plain<string>(spec.role);
        if (name === undefined || !/[/:]/.test(name)) return;
        yield {
            path: "spec.role",
            message: `found ${show(name)}, expected the bare name of the role: Karpenter compares it with the name that IAM gives`,
        };
    },
};

/** In an isolated VPC there is no IAM to make a profile by. */
export const isolatedProfile: Rule<NodeClass> = {
    name: "isolated-profile",
    verdict: "refused",
    says: "In an isolated VPC (`install.values.settings.isolatedVPC`) classes name an `instanceProfile`: Karpenter can't reach IAM to make one for a role.",
    source: "https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/#private-clusters",
    *find({ spec }, { args }): Generator<Problem> {
        const isolated = plain(args.install.values.settings?.isolatedVPC);
        if ((isolated !== true && isolated !== "true") || spec.instanceProfile !== undefined) return;
        yield {
            path: "spec.instanceProfile",
            message:
                "missing, and the VPC is isolated: Karpenter can't reach IAM to make a profile for a role; name one made elsewhere",
        };
    },
};
