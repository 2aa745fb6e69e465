import type { KarpenterArgs } from "../components/args.ts";
import { AuthenticationMode } from "../components/cluster.ts";
import { defaultJoining, Joining } from "../components/nodes/joining.ts";
import { check } from "../components/rules/check.ts";
import type { Problem } from "../components/rules/problem.ts";
import type { Account } from "./cluster/account.ts";
import { checkVpc } from "./cluster/existing.ts";
import { type StackConfig, SystemKind } from "./config.ts";

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
    return [...checkCreated(settings), ...check({ ...groups, cluster }).problems];
}

/** What a new cluster can't have. */
function checkCreated({ cluster, nodeRole = {}, install = {} }: StackConfig): Problem[] {
    const { create, authenticationMode = AuthenticationMode.API } = cluster;
    if (!create) return [];
    const problems: Problem[] = [];
    // @pulumi/eks owns the whole of a new cluster's aws-auth, and would take our entry away.
    if (authenticationMode === AuthenticationMode.CONFIG_MAP)
        problems.push({
            path: "cluster.authenticationMode",
            message: "found CONFIG_MAP for a new cluster, expected API or API_AND_CONFIG_MAP",
        });
    else if ((nodeRole.joining ?? defaultJoining(authenticationMode)) === Joining.AwsAuth)
        problems.push({ path: "nodeRole.joining", message: "found AwsAuth for a new cluster; set AccessEntry" });
    if (create.system === SystemKind.Fargate && install.fargate === false)
        problems.push({ path: "install.fargate", message: "found false, and cluster.create.system says Fargate" });
    return problems;
}

/** What is wrong with the settings on the cluster that was found: versions, policy sizes, what is in its VPC. */
export async function verifyFound(args: KarpenterArgs, vpcId: string | undefined): Promise<Problem[]> {
    const { problems } = check(args);
    return vpcId === undefined ? problems : [...problems, ...(await checkVpc(vpcId, args.discovery ?? {}))];
}
