import type { Input } from "@pulumi/pulumi";
import type { Joining } from "./joining.ts";

/** The IAM role of the nodes, and the way in which it lets them join the cluster. */
export interface NodeRoleArgs {
    /**
     * The ARN of an existing role. No role is created then, and `path`, `permissionsBoundary` and `policyArns` are ignored. Defaults to
     * none: a role is created.
     */
    arn?: Input<string>;
    /**
     * The IAM path of the created role. Defaults to `/`.
     * @pattern ^(/|/[!-~]+/)$
     * @examples ["/karpenter/"]
     */
    path?: string;
    /** The ARN of the created role's permissions boundary. Defaults to none. */
    permissionsBoundary?: Input<string>;
    /** ARNs of policies in addition to the four that nodes need, each under a name of your choice. Defaults to none. */
    policyArns?: { [name: string]: Input<string> };
    /**
     * The way in which nodes join the cluster: `AccessEntry`, `AwsAuth` (an entry in the ConfigMap `aws-auth`), or `None` for a role that
     * is mapped elsewhere, for example by a managed node group. Defaults to `AccessEntry`, and to `AwsAuth` if the cluster's authentication
     * mode is `CONFIG_MAP`.
     */
    joining?: Joining;
    /**
     * ARNs of the other roles that node classes use, by the name of the role or instance profile in the class. The controller may pass
     * these roles to instances, but their nodes are not set up to join. Defaults to a lookup of each in IAM.
     */
    others?: { [roleOrInstanceProfile: string]: Input<string> };
}
