import type { Input } from "@pulumi/pulumi";

/** Whether the account's role for EC2 Spot is seen to. */
export interface SpotArgs {
    /**
     * Whether to make the service-linked role `AWSServiceRoleForEC2Spot` where the account has none: without it the first spot
     * launch fails. It is the account's: it is never deleted, and an existing one is left as it is. Needs the `aws` CLI, with
     * credentials for the cluster's account. Defaults to `false`.
     */
    serviceLinkedRole?: boolean;
    /** The AWS profile that the `aws` CLI works with. Defaults to its own; in a stack, to `aws:profile`. */
    profile?: Input<string>;
}
