import { Policy } from "@pulumi/aws/iam/policy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyPart } from "../aws/names.ts";
import type { Context } from "../context.ts";
import { line } from "../problems/problem.ts";
import { refusal } from "../problems/refusal.ts";
import type { Resolved } from "../resolve.ts";
import type { ControllerIdentity } from "./identity.ts";
import { controllerPolicies, type PolicyFacts } from "./policies.ts";
import { policyFacts, policyParts } from "./policy-facts.ts";
import { checkPolicy } from "./policy-size.ts";

/** Facts for the controller's policies from other parts of the component. */
interface Granted {
    /** ARNs of the roles that the controller passes to instances. */
    passedRoles: pulumi.Output<string[]>;
    /** The ARN of the interruption queue, if there is one. */
    queueArn: pulumi.Output<string> | undefined;
}

/** Creates the policies of the controller's role and attaches them. */
export function attachPolicies(
    identity: ControllerIdentity,
    name: string,
    args: Resolved,
    { place, names, tags }: Context,
    { passedRoles, queueArn }: Granted,
): void {
    const parent = { parent: identity };
    const { path, policyArns } = args.controller;
    const attach = (suffix: string, policyArn: pulumi.Input<string>) =>
        new RolePolicyAttachment(`${name}-${suffix}`, { role: identity.role.name, policyArn }, parent);
    const known = { ...policyFacts(args), ...place, passedRoles: [] };
    // Facts that are pending in a preview go only to the policies that need them, so that no others show as changed.
    const late: { [part in PolicyPart]?: object } = { IAMIntegration: { passedRoles }, Interruption: { queueArn } };
    for (const part of policyParts(args)) {
        const facts: pulumi.Output<PolicyFacts> = pulumi.output({ ...known, ...late[part] });
        const policy = facts.apply(facts => {
            const document = controllerPolicies(facts).get(part)!;
            const problems = checkPolicy(part, document, facts.passedRoles.length);
            if (problems.length) throw refusal(problems.map(p => line(p)).join("\n"), identity);
            return JSON.stringify(document);
        });
        const suffix = `policy-${part.replace(/(?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, "-$&").toLowerCase()}`;
        attach(suffix, new Policy(`${name}-${suffix}`, { name: names.policies[part], path, policy, tags }, parent).arn);
    }
    for (const [key, arn] of Object.entries(policyArns)) attach(`extra-${key}`, arn);
}
