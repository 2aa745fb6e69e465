import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import { IpFamily } from "../cluster.ts";
import type { Account, Context } from "../context.ts";
import type { Resolved } from "../resolve.ts";
import { AwsAuthMapping } from "./aws-auth.ts";
import { Joining } from "./joining.ts";
import { nodeMapping } from "./map-roles.ts";
import { isWindows, usesNodeRole } from "./node-class.ts";
import { bareName, cniIpv6Policy, nodePolicies, nodeTrust } from "./node-policies.ts";
import { nodeRoleName } from "./node-role-name.ts";

/** Arguments of `NodeRole`. */
export interface NodeRoleComponentArgs extends Pick<Resolved, "cluster" | "names" | "nodeRole" | "nodeClasses"> {
    context: Context;
    /** The resource that an entry in `aws-auth` waits for. */
    lock: pulumi.Resource;
}

/** The node role, its policies, and the entry that lets its nodes join the cluster. */
export class NodeRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;
    /** The role's name for `spec.role`, without its path. With a path or an ARN, the controller replaces instance profiles forever. */
    public readonly roleName: pulumi.Output<string>;

    constructor(name: string, args: NodeRoleComponentArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:NodeRole", name, {}, opts);
        const { nodeRole, nodeClasses, context, lock } = args;
        const own = nodeRoleName(args);
        const role = nodeRole.arn === undefined ? createRole(this, name, nodeRole, context) : undefined;
        this.roleArn = role?.arn ?? pulumi.output(nodeRole.arn ?? "");
        this.roleName = role ? context.names.nodeRole : this.roleArn.apply(bareName);
        const windows = Object.values(nodeClasses).some(({ spec }) => usesNodeRole(spec, own) && isWindows(spec));
        if (nodeRole.joining === Joining.AccessEntry) createAccessEntry(this, name, windows, context);
        if (nodeRole.joining === Joining.AwsAuth) {
            // An existing entry in `aws-auth` would be adopted, so this one waits for the lock.
            const opts = { parent: this, dependsOn: role ? [lock, role] : lock };
            const mapping = mappedArn(this, role, context).apply(arn => nodeMapping(arn, windows));
            new AwsAuthMapping(`${name}-aws-auth`, { kubeconfig: context.cluster.kubeconfig ?? "", mapping }, opts);
        }
        this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
    }
}

function createRole(
    parent: NodeRole,
    name: string,
    { path, permissionsBoundary, policyArns }: Resolved["nodeRole"],
    { account, cluster, names, tags }: Context,
): Role {
    const role = new Role(
        name,
        {
            name: names.nodeRole,
            path,
            permissionsBoundary,
            assumeRolePolicy: account.partition.apply(partition => JSON.stringify(nodeTrust(partition))),
            tags,
        },
        { parent },
    );
    const attach = (suffix: string, policyArn: pulumi.Input<string>) =>
        new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, { parent });
    for (const [suffix, policy] of Object.entries(nodePolicies))
        attach(suffix, pulumi.interpolate`arn:${account.partition}:iam::aws:policy/${policy}`);
    // There is no AWS managed policy for the VPC CNI on IPv6: https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
    if (cluster.ipFamily === IpFamily.ipv6) attachIpv6Policy(parent, name, role, account);
    for (const [key, arn] of Object.entries(policyArns)) attach(`extra-${key}`, arn);
    return role;
}

function attachIpv6Policy(parent: NodeRole, name: string, role: Role, { partition }: Account): void {
    const policy = partition.apply(partition => JSON.stringify(cniIpv6Policy(partition)));
    new RolePolicy(`${name}-cni-ipv6`, { name: "AmazonEKS_CNI_IPv6_Policy", role: role.name, policy }, { parent });
}

/** The access entry that lets nodes join the cluster. EKS refuses a second one for a role. */
function createAccessEntry(parent: NodeRole, name: string, windows: boolean, { cluster, tags }: Context): void {
    new AccessEntry(
        `${name}-access-entry`,
        {
            clusterName: cluster.name,
            principalArn: parent.roleArn,
            type: windows ? "EC2_WINDOWS" : "EC2_LINUX",
            tags,
        },
        // A cluster has one entry per role, and the type of an entry is immutable.
        { parent, deleteBeforeReplace: true },
    );
}

/**
 * The role's ARN for `aws-auth`, which has no path. It is not the role's output: a replacement of the role would then first delete the
 * entry. At that time Pulumi restarts the provider of dynamic resources, because the stack's configuration is also the provider's, and the
 * delete would fail.
 */
const mappedArn = (parent: NodeRole, role: Role | undefined, { account }: Context): pulumi.Output<string> =>
    role
        ? pulumi.interpolate`arn:${account.partition}:iam::${account.accountId}:role/${parent.roleName}`
        : parent.roleArn;
