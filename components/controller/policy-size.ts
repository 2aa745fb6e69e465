import type { PolicyPart } from "../aws/names.ts";
import { type PolicyDocument, policyLimit, policySize } from "../aws/policy.ts";
import type { Problem } from "../problems/problem.ts";

/** The problem of a policy that exceeds IAM's limit for a managed policy, with its size; none otherwise. */
export function checkPolicy(part: PolicyPart, document: PolicyDocument, passedRoles: number): Problem[] {
    const size = policySize(document);
    if (size <= policyLimit) return [];
    const [path, cause, advice] =
        part === "Additional"
            ? [
                  "controller.policyStatements",
                  "the statements make a policy",
                  "move some to policies in controller.policyArns",
              ]
            : part === "IAMIntegration"
              ? ["nodeClasses", `${passedRoles} roles to pass make a policy`, "let node classes share roles"]
              : ["nodeClasses", `what they name makes the ${part} policy one`, "let them name less"];
    return [{ path, message: `${cause} of ${size} characters, and IAM allows ${policyLimit}; ${advice}` }];
}
