import { AuthenticationMode } from "../cluster.ts";

/** The ways in which nodes with a role join the cluster. */
export const Joining = {
    /** An EKS access entry of type `EC2_LINUX` or `EC2_WINDOWS`. */
    AccessEntry: "AccessEntry",
    /** An entry in the ConfigMap `aws-auth`. Other entries stay unchanged. */
    AwsAuth: "AwsAuth",
    /** No entry: the role is mapped elsewhere. */
    None: "None",
} as const;
export type Joining = (typeof Joining)[keyof typeof Joining];

/** The default for `nodeRole.joining`: access entries, unless the cluster only reads `aws-auth`. */
export const defaultJoining = (mode?: AuthenticationMode): Joining =>
    mode === AuthenticationMode.CONFIG_MAP ? Joining.AwsAuth : Joining.AccessEntry;
