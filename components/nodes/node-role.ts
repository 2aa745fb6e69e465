import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { KarpenterArgs } from "../args.ts";
import { IpFamily } from "../cluster.ts";
import type { Context, Place } from "../context.ts";
import { nodeRoleName } from "../defaults.ts";
import { AwsAuthMapping } from "./aws-auth.ts";
import { defaultJoining, Joining } from "./joining.ts";
import { nodeMapping } from "./map-roles.ts";
import { isWindows, usesNodeRole } from "./node-class.ts";
import { bareName, cniIpv6Policy, nodePolicies, nodeTrust } from "./node-policies.ts";

/** The role that nodes have, and how it lets them join the cluster. */
export interface NodeRoleArgs {
    /**
     * The ARN of an existing role to use; none is made, and `path`, `permissionsBoundary` and `policyArns` have no part in it.
     * Defaults to none: a role is made.
     */
    arn?: pulumi.Input<string>;
    /**
     * IAM path of the role made. Defaults to `/`.
     * @pattern ^(/|/[!-~]+/)$
     * @examples ["/karpenter/"]
     */
    path?: string;
    /** ARN of the policy that bounds the role made. Defaults to none. */
    permissionsBoundary?: pulumi.Input<string>;
    /** ARNs of policies attached beside the four that nodes need, each under a name of your own. Defaults to none. */
    policyArns?: { [name: string]: pulumi.Input<string> };
    /**
     * How the role lets nodes join: `AccessEntry`, `AwsAuth` (an entry in the config map `aws-auth`), or `None` for a role that
     * something else maps, a managed node group say. Defaults to `AccessEntry`, or `AwsAuth` where the cluster reads only that.
     */
    joining?: Joining;
    /**
     * ARNs of the other roles that node classes use, by what the class names: the role or the instance profile. The controller may
     * pass these. They are not made to join here. Defaults to looking each up in IAM.
     */
    others?: { [roleOrInstanceProfile: string]: pulumi.Input<string> };
}

/** The node role, its policies, and what lets a node that has it join the cluster. */
export class NodeRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;
    /** The bare name, as `spec.role` wants it: a path or an ARN there makes the controller replace profiles for ever. */
    public readonly roleName: pulumi.Output<string>;

    constructor(
        name: string,
        args: KarpenterArgs,
        context: Context,
        lock: pulumi.Resource,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("eks-karpenter:index:NodeRole", name, {}, opts);
        const { nodeRole = {}, nodeClasses = {} } = args;
        const own = nodeRoleName(args);
        this.roleArn =
            nodeRole.arn === undefined ? createRole(this, name, nodeRole, context) : pulumi.output(nodeRole.arn);
        this.roleName = nodeRole.arn === undefined ? context.names.nodeRole : this.roleArn.apply(bareName);
        const joining = nodeRole.joining ?? defaultJoining(context.cluster.authenticationMode);
        const windows = Object.values(nodeClasses).some(({ spec }) => usesNodeRole(spec, own) && isWindows(spec));
        join(this, name, joining, windows, context, lock);
        this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
    }
}

function createRole(
    parent: NodeRole,
    name: string,
    { path, permissionsBoundary, policyArns }: NodeRoleArgs,
    { cluster, place, names, tags, protect }: Context,
): pulumi.Output<string> {
    const role = new Role(
        name,
        {
            name: names.nodeRole,
            path,
            permissionsBoundary,
            assumeRolePolicy: place.partition.apply(partition => JSON.stringify(nodeTrust(partition))),
            tags,
        },
        { parent, protect },
    );
    const attach = (suffix: string, policyArn: pulumi.Input<string>) =>
        new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, { parent });
    for (const [suffix, policy] of Object.entries(nodePolicies))
        attach(suffix, pulumi.interpolate`arn:${place.partition}:iam::aws:policy/${policy}`);
    // AWS has no managed policy for the CNI on IPv6: https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
    if (cluster.ipFamily === IpFamily.ipv6) attachIpv6Policy(parent, name, role, place);
    for (const [key, arn] of Object.entries(policyArns ?? {})) attach(`extra-${key}`, arn);
    return role.arn;
}

function attachIpv6Policy(parent: NodeRole, name: string, role: Role, { partition }: Place): void {
    const policy = partition.apply(partition => JSON.stringify(cniIpv6Policy(partition)));
    new RolePolicy(`${name}-cni-ipv6`, { name: "AmazonEKS_CNI_IPv6_Policy", role: role.name, policy }, { parent });
}

/**
 * Lets a node join: without it instances start, are never registered, and are replaced every 15 minutes. An entry in `aws-auth` that is
 * there already would be adopted, so it waits for the lock; EKS refuses a second access entry.
 */
function join(
    parent: NodeRole,
    name: string,
    joining: Joining,
    windows: boolean,
    { cluster, tags }: Context,
    lock: pulumi.Resource,
): void {
    if (joining === Joining.AccessEntry)
        new AccessEntry(
            `${name}-access-entry`,
            {
                clusterName: cluster.name,
                principalArn: parent.roleArn,
                type: windows ? "EC2_WINDOWS" : "EC2_LINUX",
                tags,
            },
            // A cluster has one entry for a role, and an entry keeps its type.
            { parent, deleteBeforeReplace: true },
        );
    if (joining === Joining.AwsAuth)
        new AwsAuthMapping(
            `${name}-aws-auth`,
            { kubeconfig: cluster.kubeconfig ?? "", mapping: parent.roleArn.apply(arn => nodeMapping(arn, windows)) },
            { parent, dependsOn: lock },
        );
}
