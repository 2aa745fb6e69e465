import type { KarpenterArgs } from "../args.ts";
import type { PolicyStatement } from "../controller/controller-args.ts";
import { controllerPolicies } from "../controller/policies.ts";
import { policyFacts, policyParts } from "../controller/policy-facts.ts";
import { nodePolicies } from "../nodes/node-policies.ts";
import { namesOf } from "./names.ts";
import { isKnown, isPending, plain } from "./plain.ts";
import { checkPolicy, policiesPerRole } from "./policy-size.ts";
import type { Problem } from "./problem.ts";

/** Whether the roles' policies are few enough, and each small enough, for IAM. */
export function checkQuotas(args: KarpenterArgs): Problem[] {
    const { controller = {}, nodeRole = {}, cluster } = args;
    const own = policyParts(args).length;
    const nodes = nodeRole.arn === undefined ? Object.keys(nodePolicies).length : 0;
    return [
        ...checkStatements(controller.policyStatements ?? []),
        ...tooMany("controller.policyArns", own, controller.policyArns),
        ...tooMany("nodeRole.policyArns", nodes, nodeRole.policyArns),
        ...checkSizes(args, {
            partition: plain<string>(cluster.partition),
            region: plain<string>(cluster.region),
            accountId: plain<string>(cluster.accountId),
        }),
    ];
}

const checkStatements = (statements: PolicyStatement[]): Problem[] =>
    statements.flatMap((statement, index) =>
        (["Action", "Resource"] as const)
            .filter(key => (statement[key] === undefined) === (statement[`Not${key}`] === undefined))
            .map(key => ({
                path: `controller.policyStatements[${index}]`,
                message: `expected either ${key} or Not${key}`,
            })),
    );

function tooMany(path: string, own: number, arns: object = {}): Problem[] {
    const given = Object.keys(arns).length;
    if (own + given <= policiesPerRole) return [];
    const message = `found ${given} policies beside ${own} of ours; IAM attaches ${policiesPerRole} to a role; merge some`;
    return [{ path, message }];
}

/** The sizes of the policies to come, where the cluster's place and every class are known. */
function checkSizes(
    args: KarpenterArgs,
    place: { [K in "partition" | "region" | "accountId"]: string | undefined },
): Problem[] {
    const { partition, region, accountId } = place;
    const { nodeRole: { others = {} } = {}, names = {}, cluster, nodeClasses = {} } = args;
    if (partition === undefined || region === undefined || accountId === undefined) return [];
    if (Object.values(nodeClasses).some(({ spec }) => isPending(spec))) return [];
    const { nodeRole, queue } = namesOf(cluster.name, names, region);
    const roleArn = (name: string) => plain<string>(others[name]) ?? `arn:${partition}:iam::${accountId}:role/${name}`;
    const roles = Object.values(nodeClasses).map(
        ({ spec }) => plain<string>(spec.role) ?? plain<string>(spec.instanceProfile) ?? nodeRole,
    );
    const passedRoles = [...new Set(roles.length ? roles : [nodeRole])].map(roleArn);
    const { ssmParameters, additional, ...facts } = policyFacts(args);
    const policies = controllerPolicies({
        ...facts,
        ssmParameters: ssmParameters.flatMap(name => plain<string>(name) ?? []),
        additional: additional.filter(isKnown),
        partition,
        region,
        accountId,
        passedRoles,
        queueArn: `arn:${partition}:sqs:${region}:${accountId}:${queue}`,
        queueKeyArn: plain<string>(args.interruption?.kmsKeyArn),
    });
    return [...policies].flatMap(([part, document]) => checkPolicy(part, document, passedRoles.length));
}
