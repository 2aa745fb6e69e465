import type { KarpenterArgs } from "../components/args.ts";
import { AuthenticationMode } from "../components/cluster.ts";
import { check } from "../components/rules/check.ts";
import type { Problem } from "../components/rules/problem.ts";
import type { Account } from "./cluster/account.ts";
import { checkCreated } from "./cluster/check-created.ts";
import { checkVpc } from "./cluster/existing.ts";
import type { StackConfig } from "./config.ts";

/** What is wrong with the settings, as far as it shows before the cluster is found or made. */
export function verifyEarly(settings: StackConfig, account?: Account): Problem[] {
    const { create, certificateAuthority, vpcId, ...facts } = settings.cluster;
    // A fact that is still to be found is there, and not known: what a promise means to a rule.
    const unknown = new Promise<never>(() => {});
    const { kubernetes, ...groups } = settings;
    const { kubeconfig, context } = kubernetes ?? {};
    const cluster = {
        oidcIssuer: unknown,
        kubeconfig: kubeconfig === undefined && context !== undefined ? undefined : unknown,
        ...(create && { authenticationMode: AuthenticationMode.API }),
        ...facts,
        ...account,
    };
    const created = checkCreated(settings);
    const said = new Set(created.map(({ path }) => path));
    return [...created, ...check({ ...groups, cluster }).problems.filter(({ path }) => !said.has(path))];
}

/** What is wrong with the settings on the cluster that was found: versions, policy sizes, what is in its VPC. */
export async function verifyFound(args: KarpenterArgs, vpcId: string | undefined): Promise<Problem[]> {
    const { problems } = check(args);
    return vpcId === undefined ? problems : [...problems, ...(await checkVpc(vpcId, args.discovery ?? {}))];
}
