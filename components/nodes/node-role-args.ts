import type { Input } from "@pulumi/pulumi";
import type { Joining } from "./joining.ts";

/** The role that nodes have, and how it lets them join the cluster. */
export interface NodeRoleArgs {
    /**
     * The ARN of an existing role to use; none is made, and `path`, `permissionsBoundary` and `policyArns` have no part in it.
     * Defaults to none: a role is made.
     */
    arn?: Input<string>;
    /**
     * IAM path of the role made. Defaults to `/`.
     * @pattern ^(/|/[!-~]+/)$
     * @examples ["/karpenter/"]
     */
    path?: string;
    /** ARN of the policy that bounds the role made. Defaults to none. */
    permissionsBoundary?: Input<string>;
    /** ARNs of policies attached beside the four that nodes need, each under a name of your own. Defaults to none. */
    policyArns?: { [name: string]: Input<string> };
    /**
     * How the role lets nodes join: `AccessEntry`, `AwsAuth` (an entry in the config map `aws-auth`), or `None` for a role that
     * something else maps, a managed node group say. Defaults to `AccessEntry`, or `AwsAuth` where the cluster reads only that.
     */
    joining?: Joining;
    /**
     * ARNs of the other roles that node classes use, by what the class names: the role or the instance profile. The controller may
     * pass these. They are not made to join here. Defaults to looking each up in IAM.
     */
    others?: { [roleOrInstanceProfile: string]: Input<string> };
}
