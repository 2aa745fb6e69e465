import type { Input } from "@pulumi/pulumi";

/** The account's service-linked role for EC2 Spot. */
export interface SpotArgs {
    /**
     * Whether to create the service-linked role `AWSServiceRoleForEC2Spot` if the account does not have it. Without the role, spot launches
     * fail. An existing role is left unchanged, and the role is never deleted. Requires the AWS CLI, with credentials for the cluster's
     * account. Defaults to `false`.
     */
    serviceLinkedRole?: boolean;
    /** The profile of the AWS CLI. Defaults to the CLI's own default; in a stack, to `aws:profile`. */
    profile?: Input<string>;
}
