import type { Statement } from "../../components/aws/policy.ts";
import { controllerPolicies, type PolicyFacts } from "../../components/controller/policies.ts";
import { policyFacts } from "../../components/controller/policy-facts.ts";
import { resolve } from "../../components/resolve.ts";

const facts: Omit<PolicyFacts, "reboots"> = {
    partition: "aws",
    region: "us-west-2",
    accountId: "123456789012",
    cluster: "dev",
    passedRoles: ["role"],
    managesProfiles: true,
    queueArn: "queue",
    queueKeyArn: "key",
    zonalShift: true,
    ssmParameters: [],
    additional: [],
};

/** All statements that the controller's policies can contain in one version of Karpenter, over all features. */
export function everyStatement(version: string): Statement[] {
    const values = { settings: { awsFeatureGates: { rebootForRepair: true } } };
    const { reboots } = policyFacts(resolve({ cluster: { name: "dev" }, install: { version, values } }));
    return [...controllerPolicies({ ...facts, reboots }).values()].flatMap(({ Statement }) => Statement);
}

/** The distinct actions of statements, sorted. */
export const actionsOf = (statements: Statement[]): string[] =>
    [...new Set(statements.flatMap(({ Action = [] }) => Action))].sort();
