import type { PolicyPart } from "../aws/names.ts";
import { type PolicyDocument, policyLimit, policySize } from "../aws/policy.ts";
import type { Problem } from "../problems/problem.ts";

/** The problem of a policy that exceeds IAM's limit for a managed policy, with its size; none otherwise. */
export function checkPolicy(part: PolicyPart, document: PolicyDocument, passedRoles: number): Problem[] {
    const size = policySize(document);
    if (size <= policyLimit) return [];
    const [path, policy, advice] =
        part === "Additional"
            ? [
                  "controller.policyStatements",
                  "the policy of these statements",
                  "move some statements to policies in controller.policyArns",
              ]
            : part === "IAMIntegration"
              ? ["nodeClasses", `the policy for passing ${passedRoles} roles`, "let node classes share roles"]
              : ["nodeClasses", `the policy ${part}`, "use fewer SSM parameters in amiSelectorTerms"];
    return [{ path, message: `${policy} has ${size} characters, but IAM allows at most ${policyLimit}; ${advice}` }];
}
