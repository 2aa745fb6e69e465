import { plain } from "../../inputs/plain.ts";
import { type Problem, show } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

/** Forbids a role together with an instance profile. */
export const roleOrProfile: Rule<NodeClass> = {
    name: "role-or-profile",
    verdict: "invalid",
    says: "A node class does not set both `role` and `instanceProfile`.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        if (spec.role !== undefined && spec.instanceProfile !== undefined)
            yield { path: "spec", message: "found both role and instanceProfile, expected one of them" };
    },
};

/** Requires a role's name without its path. */
export const roleName: Rule<NodeClass> = {
    name: "role-name",
    verdict: "refused",
    says: "`role` is a name without path or ARN: Karpenter compares it with the name in IAM, and creates a new instance profile each time they differ.",
    source: "controller, instanceprofile.Provider",
    *find({ spec }): Generator<Problem> {
        const name = plain<string>(spec.role);
        if (name === undefined || !/[/:]/.test(name)) return;
        yield {
            path: "spec.role",
            message: `found ${show(name)}, expected the role's name, without path or ARN: Karpenter compares it with the name in IAM`,
        };
    },
};

/** Requires an instance profile in an isolated VPC. */
export const isolatedProfile: Rule<NodeClass> = {
    name: "isolated-profile",
    verdict: "refused",
    says: "In an isolated VPC (`install.values.settings.isolatedVPC`), each node class sets `instanceProfile`: Karpenter cannot reach IAM to create one for a role.",
    source: "https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/#private-clusters",
    *find({ spec }, { args }): Generator<Problem> {
        const isolated = plain(args.install.values.settings?.isolatedVPC);
        if ((isolated !== true && isolated !== "true") || spec.instanceProfile !== undefined) return;
        yield {
            path: "spec.instanceProfile",
            message:
                "missing, but required in an isolated VPC: Karpenter cannot reach IAM to create a profile; set the name of an existing one",
        };
    },
};
