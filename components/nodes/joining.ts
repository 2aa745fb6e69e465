import { AuthenticationMode } from "../cluster.ts";

/** How a role lets nodes join the cluster. */
export const Joining = {
    /** An EKS access entry of type `EC2_LINUX` or `EC2_WINDOWS`. */
    AccessEntry: "AccessEntry",
    /** An entry in the config map `aws-auth`; every other entry stays as it is. */
    AwsAuth: "AwsAuth",
    /** Nothing: something else lets the role's nodes join. */
    None: "None",
} as const;
export type Joining = (typeof Joining)[keyof typeof Joining];

/** How nodes join when nothing is said: by access entry, unless the cluster reads only `aws-auth`. */
export const defaultJoining = (mode?: AuthenticationMode): Joining =>
    mode === AuthenticationMode.CONFIG_MAP ? Joining.AwsAuth : Joining.AccessEntry;
