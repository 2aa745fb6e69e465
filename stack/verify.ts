import type { KarpenterArgs } from "../components/args.ts";
import { check } from "../components/rules/check.ts";
import type { Problem } from "../components/rules/problem.ts";
import { checkVpc } from "./cluster/existing.ts";
import type { StackConfig } from "./config.ts";
import { checkSecrets } from "./secrets.ts";

/** What is wrong with the settings, whatever the cluster turns out to be. */
export function verifyEarly(stack: StackConfig): Problem[] {
    const { cluster, ...settings } = stack;
    // A fact that is still to be looked up is there, and not known: what a promise means to a rule.
    const unknown = new Promise<never>(() => {});
    const { create, certificateAuthority, vpcId, ...facts } = cluster;
    const { problems } = check({ ...settings, cluster: { oidcIssuer: unknown, kubeconfig: unknown, ...facts } });
    return [...checkSecrets(stack), ...problems];
}

/** What is wrong with the settings on the cluster that was found: versions, policy sizes, what is in its VPC. */
export async function verifyFound(args: KarpenterArgs, vpcId: string | undefined): Promise<Problem[]> {
    const { problems } = check(args);
    return vpcId === undefined ? problems : [...problems, ...(await checkVpc(vpcId, args.discovery ?? {}))];
}
