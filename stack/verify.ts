import * as pulumi from "@pulumi/pulumi";
import { AuthenticationMode } from "../components/cluster.ts";
import { type Findings, line, type Problem } from "../components/problems/problem.ts";
import type { Resolved } from "../components/resolve.ts";
import { check } from "../components/rules/check.ts";
import { nothingToLaunch, unknownInstance } from "../components/rules/relations/instances.ts";
import type { InstanceChecks } from "../components/rules/stack.ts";
import type { Account } from "./cluster/account.ts";
import { checkVpc } from "./cluster/existing.ts";
import { checkNewCluster } from "./cluster/new/rules/rules.ts";
import type { StackConfig } from "./config.ts";
import { instanceChecks } from "./instances/instance-checks.ts";

// The rules run at four points of a deployment, each with more facts, so that a problem is reported as early as it can be: on the settings
// as they are stated (verifyStated), in the AWS account (verifyAccount), on the cluster (verifyFound), and in the component, whose
// constructor serves other programs too and checks outputs once they are known (components/karpenter.ts).

/**
 * Problems in the settings before anything is looked up. Only the program creates clusters and has a table of instance
 * types, so warnings about these are logged here.
 */
export function verifyStated(settings: StackConfig): Problem[] {
    const { problems, warnings, allowed, ofNewCluster } = findingsBeforeCluster(
        settings,
        {},
        instanceChecks(new pulumi.Config("aws").get("region")),
    );
    const ofInstances = ({ rule }: Problem) => rule === nothingToLaunch.name || rule === unknownInstance.name;
    if (problems.length > 0) return problems;
    for (const finding of [...ofNewCluster, ...warnings.filter(ofInstances)]) pulumi.log.warn(line(finding));
    for (const finding of allowed.filter(ofInstances)) pulumi.log.info(`${line(finding)} allowed: ${finding.reason}`);
    return [];
}

/** Problems in the settings, given the AWS account. */
export const verifyAccount = (settings: StackConfig, account: Account): Problem[] =>
    findingsBeforeCluster(settings, account).problems;

interface FindingsBeforeCluster extends Findings {
    /** The warnings about a new cluster, which the component does not have. */
    ofNewCluster: Problem[];
}

/** Findings that do not depend on the cluster. */
function findingsBeforeCluster(
    settings: StackConfig,
    account: Partial<Account>,
    instances?: InstanceChecks,
): FindingsBeforeCluster {
    const { create, certificateAuthority, vpcId, ...facts } = settings.cluster;
    // Facts that are not looked up yet exist but are unknown; rules take a promise for that.
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
    const { problems, warnings: ofNewCluster } = checkNewCluster(settings);
    const reported = new Set(problems.map(({ path }) => path));
    const discovery = create
        ? { subnets: { cluster: unknown }, securityGroups: { cluster: unknown }, ...groups.discovery }
        : groups.discovery;
    const findings = check({ ...groups, cluster, discovery }, instances);
    const others = findings.problems.filter(({ path }) => !reported.has(path));
    return { ...findings, problems: [...problems, ...others], ofNewCluster };
}

/**
 * Problems in the settings on the resolved cluster: versions, policy sizes, subnets and security groups outside its
 * VPC.
 */
export async function verifyFound(args: Resolved, vpcId: string | undefined): Promise<Problem[]> {
    const { problems } = check(args);
    return vpcId === undefined ? problems : [...problems, ...(await checkVpc(vpcId, args.discovery))];
}
