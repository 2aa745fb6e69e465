import { namesOf } from "../../aws/names.ts";
import { policiesPerRole } from "../../aws/policy.ts";
import { controllerPolicies, type PolicyFacts } from "../../controller/policies.ts";
import { policyFacts, policyParts } from "../../controller/policy-facts.ts";
import { checkPolicy } from "../../controller/policy-size.ts";
import { isKnown, isPending, plain } from "../../inputs/plain.ts";
import { nodePolicies } from "../../nodes/node-policies.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Resolved } from "../../resolve.ts";
import type { Rule } from "../rule.ts";

/** Requires complete IAM policy statements. */
export const statementForm: Rule<Resolved> = {
    name: "statement-form",
    verdict: "invalid",
    says: "A policy statement has either `Action` or `NotAction`, and either `Resource` or `NotResource`.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    *find({ controller }): Generator<Problem> {
        for (const [index, statement] of controller.policyStatements.entries())
            for (const key of ["Action", "Resource"] as const)
                if ((statement[key] === undefined) === (statement[`Not${key}`] === undefined))
                    yield {
                        path: `controller.policyStatements[${index}]`,
                        message: `expected exactly one of ${key} and Not${key}`,
                    };
    },
};

/** Limits the managed policies of a role. */
export const policiesOfRole: Rule<Resolved> = {
    name: "policies-of-role",
    verdict: "invalid",
    says: "A role has at most 10 managed policies, including those that the component attaches.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    *find(args): Generator<Problem> {
        const { controller, nodeRole } = args;
        const ofNodes = nodeRole.arn === undefined ? Object.keys(nodePolicies).length : 0;
        yield* tooMany("controller.policyArns", policyParts(args).length, controller.policyArns);
        yield* tooMany("nodeRole.policyArns", ofNodes, nodeRole.policyArns);
    },
};

function* tooMany(path: string, own: number, arns: object): Generator<Problem> {
    const given = Object.keys(arns).length;
    if (own + given > policiesPerRole)
        yield {
            path,
            message: `found ${given} policies, in addition to the component's ${own}, but IAM allows at most ${policiesPerRole} on a role; merge some`,
        };
}

/** Limits the size of the controller's policies. */
export const policySizes: Rule<Resolved> = {
    name: "policy-size",
    verdict: "invalid",
    says: "Each policy of the controller has at most 6,144 characters; this is checked once the cluster's partition, region and account and all node classes are known.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    *find(args): Generator<Problem> {
        const { cluster, nodeClasses } = args;
        const partition = plain<string>(cluster.partition);
        const region = plain<string>(cluster.region);
        const accountId = plain<string>(cluster.accountId);
        if (partition === undefined || region === undefined || accountId === undefined) return;
        if (Object.values(nodeClasses).some(({ spec }) => isPending(spec))) return;
        const facts = factsIn(args, { partition, region, accountId });
        for (const [part, document] of controllerPolicies(facts))
            yield* checkPolicy(part, document, facts.passedRoles.length);
    },
};

/** The facts for the controller's policies, without pending values. */
function factsIn(args: Resolved, account: Pick<PolicyFacts, "partition" | "region" | "accountId">): PolicyFacts {
    const { partition, region, accountId } = account;
    const {
        nodeRole: { others },
        names,
        cluster,
        nodeClasses,
    } = args;
    const { nodeRole, queue } = namesOf(cluster.name, names, region);
    const roleArn = (name: string) => plain<string>(others[name]) ?? `arn:${partition}:iam::${accountId}:role/${name}`;
    const roles = Object.values(nodeClasses).map(
        ({ spec }) => plain<string>(spec.role) ?? plain<string>(spec.instanceProfile) ?? nodeRole,
    );
    const passedRoles = [...new Set(roles.length ? roles : [nodeRole])].map(roleArn);
    const { ssmParameters, additional, ...facts } = policyFacts(args);
    return {
        ...facts,
        ssmParameters: ssmParameters.flatMap(name => plain<string>(name) ?? []),
        additional: additional.filter(isKnown),
        ...account,
        passedRoles,
        queueArn: `arn:${partition}:sqs:${region}:${accountId}:${queue}`,
        queueKeyArn: plain<string>(args.interruption.kmsKeyArn),
    };
}
