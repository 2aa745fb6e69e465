import type { Input } from "@pulumi/pulumi";

/** The ways in which the controller's pods get the permissions of its role. */
export const Identity = {
    /** IAM roles for service accounts, through the cluster's OIDC provider. */
    IRSA: "IRSA",
    /** EKS Pod Identity. The add-on `eks-pod-identity-agent` must run on the controller's nodes. Not supported on Fargate. */
    PodIdentity: "PodIdentity",
} as const;
export type Identity = (typeof Identity)[keyof typeof Identity];

/** The controller's identity and IAM permissions. */
export interface ControllerArgs {
    /** The way in which the controller gets its role. Defaults to `IRSA`. */
    identity?: Identity;
    /** The controller's namespace. Defaults to `karpenter`. */
    namespace?: string;
    /** The controller's service account. Defaults to `karpenter`. */
    serviceAccount?: string;
    /**
     * The IAM path of the controller's role and policies. Defaults to `/`.
     * @pattern ^(/|/[!-~]+/)$
     * @examples ["/karpenter/"]
     */
    path?: string;
    /** The ARN of the role's permissions boundary. Defaults to none. */
    permissionsBoundary?: Input<string>;
    /** Additional IAM policy statements for the controller, in a separate policy. Defaults to none. */
    policyStatements?: PolicyStatement[];
    /**
     * ARNs of additional policies for the controller's role, each under a name of your choice. A role has at most ten policies by default.
     * Defaults to none.
     */
    policyArns?: { [name: string]: Input<string> };
    /**
     * Whether the controller supports zonal shift. The cluster must be registered with ARC, or the controller does not start. Defaults to
     * `false`.
     */
    zonalShift?: boolean;
}

/**
 * A string or a list of strings. IAM accepts either.
 *
 * Typed `any` because Pulumi's component schema has no union of string and list.
 */
export type OneOrMore = any;

/** The effect of a policy statement. */
export const Effect = { Allow: "Allow", Deny: "Deny" } as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

/** An IAM policy statement, with IAM's own keys. */
export interface PolicyStatement {
    /**
     * The statement's ID: letters and digits. Defaults to none.
     * @pattern ^[A-Za-z0-9]*$
     * @examples ["AllowReboot"]
     */
    Sid?: string;
    /** The statement's effect: the actions are allowed or denied. */
    Effect: Effect;
    /** The actions, for example `ec2:RebootInstances`. Conflicts with `NotAction`; one of the two is required. */
    Action?: OneOrMore;
    /** The excluded actions; all others match. Conflicts with `Action`. */
    NotAction?: OneOrMore;
    /** The resources, as ARNs; `*` matches all. Conflicts with `NotResource`; one of the two is required. */
    Resource?: OneOrMore;
    /** The excluded resources, as ARNs; all others match. Conflicts with `Resource`. */
    NotResource?: OneOrMore;
    /** The conditions: values by condition key, by operator. Defaults to none: the statement always applies. */
    Condition?: { [operator: string]: { [key: string]: any } };
}
