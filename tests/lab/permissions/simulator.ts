import { type RequestAnalysis, runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { accountId } from "../../../lab/aws/partition.ts";
import type {
    Authorizer,
    NamedPolicy,
    Question,
    Refusal,
    RolePolicies,
} from "../../../lab/aws/permissions/question.ts";

/**
 * Judges by `@cloud-copilot/iam-simulate`, which only tests load: it is AGPL-3.0. It knows AWS's service authorization reference, so a
 * question that AWS would not ask is an error, and a condition key that an action or a resource does not have counts as missing.
 */
export class Simulator implements Authorizer {
    /** Every question so far, once for each principal and state of its role's policies. */
    readonly asked: { question: Question; principal: string; policies: RolePolicies }[] = [];
    private readonly judged = new WeakMap<RolePolicies, Map<string, Promise<Refusal | undefined>>>();

    judge(question: Question, principalArn: string, policies: RolePolicies): Promise<Refusal | undefined> {
        const known: Map<string, Promise<Refusal | undefined>> = this.judged.get(policies) ?? new Map();
        this.judged.set(policies, known);
        const key = JSON.stringify([principalArn, question]);
        if (!known.has(key)) {
            known.set(key, simulate(question, principalArn, policies));
            this.asked.push({ question, principal: principalArn, policies });
        }
        return known.get(key)!;
    }
}

async function simulate(question: Question, principal: string, policies: RolePolicies): Promise<Refusal | undefined> {
    const { action, resource } = question;
    const simulation = simulationOf(question, principal, policies);
    if (isPublicParameter(resource))
        return runUnsafeSimulation(simulation, {}) === "Allowed" ? undefined : refusal(action, undefined);
    const results = await runSimulation(simulation, {});
    if (results.resultType === "error")
        throw new Error(`cannot judge ${action} on ${resource}: ${JSON.stringify(results.errors)}`);
    if (results.overallResult === "Allowed") return undefined;
    const result = results.resultType === "single" ? results.result : results.results[0];
    return refusal(action, result?.analysis);
}

const simulationOf = (
    { action, resource, context, resourcePolicy }: Question,
    principal: string,
    { identity, boundary }: RolePolicies,
): Simulation => {
    const named = ({ name, document }: NamedPolicy) => ({ name, policy: document });
    return {
        request: {
            principal,
            action,
            resource: { resource: toBeMade(resource), accountId },
            contextVariables: context,
        },
        identityPolicies: identity.map(named),
        permissionBoundaryPolicies: boundary && [named(boundary)],
        resourcePolicy,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
    };
};

/** Of parameters that are in no account, the reference and so the library knows nothing: judged without it, and without a reason. */
const isPublicParameter = (resource: string): boolean => /^arn:[^:]+:ssm:[^:]*::/.test(resource);

/** In the library a star in a request stands for anything a policy may name; in AWS's ARN of what is yet to be made, for nothing. */
const toBeMade = (resource: string): string => (resource === "*" ? resource : resource.replace("*", "to-be-made"));

/** In the words of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function refusal(action: string, analysis: RequestAnalysis | undefined): Refusal {
    const kinds = {
        "an identity-based policy": analysis?.identityAnalysis,
        "a permissions boundary": analysis?.permissionBoundaryAnalysis,
        "a resource-based policy": analysis?.resourceAnalysis,
    };
    for (const [kind, judged] of Object.entries(kinds))
        if (judged?.denyStatements.length)
            return {
                because: `with an explicit deny in ${kind}`,
                statements: judged.denyStatements.map(({ policyId, explain }) => title(policyId, explain.identifier)),
                missing: false,
            };
    const bounded = analysis?.blockedBy?.includes("pb");
    const judged = bounded ? analysis?.permissionBoundaryAnalysis : analysis?.identityAnalysis;
    return {
        because: `because no ${bounded ? "permissions boundary" : "identity-based policy"} allows the ${action} action`,
        statements: (judged?.unmatchedStatements ?? []).flatMap(({ policyId, actionMatch, resourceMatch, explain }) =>
            actionMatch && resourceMatch && explain.effect === "Allow"
                ? [`${title(policyId, explain.identifier)}: ${unmet(explain.conditions)}`]
                : [],
        ),
        missing: true,
    };
}

const title = (policy: string, statement: string) => [policy, statement].filter(Boolean).join(" ");

type Conditions = NonNullable<RequestAnalysis["identityAnalysis"]>["allowStatements"][number]["explain"]["conditions"];

const unmet = (conditions: Conditions = []): string =>
    conditions
        .filter(({ matches }) => !matches)
        .map(({ operator, conditionKeyValue, values }) => {
            const wanted = [values].flat().map(({ value }) => value);
            return `${operator} ${conditionKeyValue} ${wanted.join(" or ")}`;
        })
        .join(", ");
