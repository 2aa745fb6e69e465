import { Role, type RoleArgs } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import { accountWide, fit, limits } from "../../../components/aws/names.ts";
import { type PolicyDocument, serviceTrust } from "../../../components/aws/policy.ts";
import { cniIpv6Policy, nodePolicies, nodeTrust } from "../../../components/nodes/node-policies.ts";
import type { NewClusterConfig, StackConfig } from "../../config.ts";
import type { Account } from "../account.ts";

/** A role with the attachments of its AWS managed policies. Whatever uses the role must wait for them. */
export interface RoleWithPolicies {
    role: Role;
    attached: RolePolicyAttachment[];
}

/** The cluster's role: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export const clusterRole = (settings: StackConfig, create: NewClusterConfig, account: Account): RoleWithPolicies =>
    createRole("cluster-role", settings, account, {
        suffix: "clusterRole",
        ...ofCluster(create),
        assumeRolePolicy: JSON.stringify(serviceTrust("eks.amazonaws.com")),
        policies: { cluster: "AmazonEKSClusterPolicy" },
    });

/**
 * The role of Fargate, for this cluster's profiles only.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
 */
export function fargateRole(settings: StackConfig, create: NewClusterConfig, account: Account): RoleWithPolicies {
    const { partition, region, accountId } = account;
    const profiles = `arn:${partition}:eks:${region}:${accountId}:fargateprofile/${settings.cluster.name}/*`;
    const condition = { ArnLike: { "aws:SourceArn": profiles } };
    return createRole("fargate-role", settings, account, {
        suffix: "fargateRole",
        ...ofCluster(create),
        assumeRolePolicy: JSON.stringify(serviceTrust("eks-fargate-pods.amazonaws.com", condition)),
        policies: { fargate: "AmazonEKSFargatePodExecutionRolePolicy" },
    });
}

/** The role of the EBS CSI driver: https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
export const ebsCsiDriverRole = (
    settings: StackConfig,
    create: NewClusterConfig,
    account: Account,
    trust: pulumi.Input<PolicyDocument>,
): RoleWithPolicies =>
    createRole("ebs-csi-driver-role", settings, account, {
        suffix: "ebsCsiDriverRole",
        ...ofCluster(create),
        assumeRolePolicy: pulumi.output(trust).apply(document => JSON.stringify(document)),
        policies: { driver: "service-role/AmazonEBSCSIDriverPolicy" },
    });

/** The role of the system nodes, with the permissions of Karpenter's nodes. */
export function systemNodeRole(settings: StackConfig, account: Account): RoleWithPolicies {
    const { cluster, nodeRole = {} } = settings;
    const { partition } = account;
    return createRole("system-node-role", settings, account, {
        suffix: "systemNodeRole",
        path: nodeRole.path,
        permissionsBoundary: nodeRole.permissionsBoundary,
        assumeRolePolicy: JSON.stringify(nodeTrust(partition)),
        policies: nodePolicies,
        ...(cluster.ipFamily === "ipv6" && {
            inlinePolicies: [{ name: "AmazonEKS_CNI_IPv6_Policy", policy: JSON.stringify(cniIpv6Policy(partition)) }],
        }),
    });
}

const ofCluster = ({ path, permissionsBoundary }: NewClusterConfig) => ({ path, permissionsBoundary });

/** A role named `<cluster>-<suffix>`. `policies` are names of AWS managed policies. */
function createRole(
    name: string,
    { cluster, names = {}, tags }: StackConfig,
    { partition, region }: Account,
    { suffix, policies, ...args }: RoleArgs & { suffix: string; policies: { [key: string]: string } },
): RoleWithPolicies {
    const roleName = fit(accountWide(cluster.name, names, region), `-${suffix}`, limits.role);
    const role = new Role(name, { name: roleName, ...args, tags });
    const attached = Object.entries(policies).map(
        ([key, policy]) =>
            new RolePolicyAttachment(`${name}-${key}`, {
                role: role.name,
                policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
            }),
    );
    return { role, attached };
}
