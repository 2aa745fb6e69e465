import * as pulumi from "@pulumi/pulumi";
import { AuthenticationMode } from "../components/cluster.ts";
import { type Findings, line, type Problem } from "../components/problems/problem.ts";
import type { Resolved } from "../components/resolve.ts";
import { check } from "../components/rules/check.ts";
import { nothingToLaunch, unknownInstance } from "../components/rules/relations/instances.ts";
import type { Instances } from "../components/rules/stack.ts";
import type { Account } from "./cluster/account.ts";
import { checkCreated } from "./cluster/check-created.ts";
import { checkVpc } from "./cluster/existing.ts";
import type { StackConfig } from "./config.ts";
import { instancesIn } from "./instances/instances.ts";

/**
 * What is wrong with the settings as they are stated, before anything is looked up. Of instance types only the program has a table, so
 * what that leaves open is told here.
 */
export function verifyStated(settings: StackConfig): Problem[] {
    const { problems, warnings, allowed } = early(settings, {}, instancesIn(new pulumi.Config("aws").get("region")));
    const ofInstances = ({ rule }: Problem) => rule === nothingToLaunch.name || rule === unknownInstance.name;
    if (problems.length > 0) return problems;
    for (const finding of warnings.filter(ofInstances)) pulumi.log.warn(line(finding));
    for (const finding of allowed.filter(ofInstances)) pulumi.log.info(`${line(finding)} allowed: ${finding.reason}`);
    return [];
}

/** What is wrong with the settings in the account that was found. */
export const verifyAccount = (settings: StackConfig, account: Account): Problem[] => early(settings, account).problems;

/** What is found as far as it shows before the cluster is found or made. */
function early(settings: StackConfig, account: Partial<Account>, instances?: Instances): Findings {
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
    const findings = check({ ...groups, cluster }, instances);
    return { ...findings, problems: [...created, ...findings.problems.filter(({ path }) => !said.has(path))] };
}

/** What is wrong with the settings on the cluster that was found: versions, policy sizes, what is in its VPC. */
export async function verifyFound(args: Resolved, vpcId: string | undefined): Promise<Problem[]> {
    const { problems } = check(args);
    return vpcId === undefined ? problems : [...problems, ...(await checkVpc(vpcId, args.discovery))];
}
