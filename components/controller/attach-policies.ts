import { Policy } from "@pulumi/aws/iam/policy.js";
import type { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyPart } from "../aws/names.ts";
import type { Context } from "../context.ts";
import { line } from "../problems/problem.ts";
import { refusal } from "../problems/refusal.ts";
import type { Resolved } from "../resolve.ts";
import { controllerPolicies, type PolicyFacts } from "./policies.ts";
import { policyFacts, policyParts } from "./policy-facts.ts";
import { checkPolicy } from "./policy-size.ts";

/** Arguments of `attachPolicies`. */
export interface AttachPoliciesArgs extends Resolved {
    context: Context;
    /** The controller's role. */
    role: Role;
    /** ARNs of the roles that the controller passes to instances. */
    passedRoles: pulumi.Output<string[]>;
    /** The ARN of the interruption queue, if there is one. */
    queueArn: pulumi.Output<string> | undefined;
}

/** Creates the policies of the controller's role and attaches them. */
export function attachPolicies(name: string, args: AttachPoliciesArgs, opts: { parent: pulumi.Resource }): void {
    const { role, passedRoles, queueArn } = args;
    const { account, names, tags } = args.context;
    const { path, policyArns } = args.controller;
    const attach = (suffix: string, policyArn: pulumi.Input<string>) =>
        new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, opts);
    const base = { ...policyFacts(args), ...account, passedRoles: [] };
    // Facts that are pending in a preview go only to the policies that need them, so that no others show as changed.
    const pending: { [part in PolicyPart]?: object } = { IAMIntegration: { passedRoles }, Interruption: { queueArn } };
    for (const part of policyParts(args)) {
        const facts: pulumi.Output<PolicyFacts> = pulumi.output({ ...base, ...pending[part] });
        const policy = facts.apply(facts => {
            const document = controllerPolicies(facts).get(part)!;
            const problems = checkPolicy(part, document, facts.passedRoles.length);
            if (problems.length) throw refusal(problems.map(p => line(p)).join("\n"), opts.parent);
            return JSON.stringify(document);
        });
        const suffix = `policy-${part.replace(/(?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, "-$&").toLowerCase()}`;
        attach(suffix, new Policy(`${name}-${suffix}`, { name: names.policies[part], path, policy, tags }, opts).arn);
    }
    for (const [key, arn] of Object.entries(policyArns)) attach(`extra-${key}`, arn);
}
