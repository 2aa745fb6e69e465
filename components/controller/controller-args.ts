import type { Input } from "@pulumi/pulumi";

/** How the controller's pods get the permissions of its role. */
export const Identity = {
    /** IAM roles for service accounts: by the cluster's OIDC provider. */
    IRSA: "IRSA",
    /** EKS Pod Identity: by the add-on `eks-pod-identity-agent`, which must run on the controller's nodes. Not on Fargate. */
    PodIdentity: "PodIdentity",
} as const;
export type Identity = (typeof Identity)[keyof typeof Identity];

/** Who the controller is and what it may do. */
export interface ControllerArgs {
    /** How the controller gets its role. Defaults to `IRSA`. */
    identity?: Identity;
    /** The controller's namespace. Defaults to `karpenter`. */
    namespace?: string;
    /** The controller's service account. Defaults to `karpenter`. */
    serviceAccount?: string;
    /**
     * IAM path of the role and the policies. Defaults to `/`.
     * @pattern ^(/|/[!-~]+/)$
     * @examples ["/karpenter/"]
     */
    path?: string;
    /** ARN of the policy that bounds the role. Defaults to none. */
    permissionsBoundary?: Input<string>;
    /** Statements beside upstream's, in a policy of their own. Defaults to none. */
    policyStatements?: PolicyStatement[];
    /** ARNs of policies attached beside ours, each under a name of your own; ten policies fit a role. Defaults to none. */
    policyArns?: { [name: string]: Input<string> };
    /** Whether the controller follows zonal shifts. The cluster must be registered with ARC, or it won't start. Defaults to `false`. */
    zonalShift?: boolean;
}

/**
 * One string or a list of them, as IAM reads either.
 *
 * Typed `any` because Pulumi's component schema has no union of string and list.
 */
export type OneOrMore = any;

/** Whether a statement gives or takes. */
export const Effect = { Allow: "Allow", Deny: "Deny" } as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

/** A statement of the controller's policy, with IAM's own keys. */
export interface PolicyStatement {
    /**
     * The statement's id: letters and digits. Defaults to none.
     * @pattern ^[A-Za-z0-9]*$
     * @examples ["AllowReboot"]
     */
    Sid?: string;
    /** Whether the calls are allowed or denied. */
    Effect: Effect;
    /** Which calls, `ec2:RebootInstances` say. Conflicts with `NotAction`; one of them is required. */
    Action?: OneOrMore;
    /** All calls but these. Conflicts with `Action`. */
    NotAction?: OneOrMore;
    /** On what, as ARNs; `*` for everything. Conflicts with `NotResource`; one of them is required. */
    Resource?: OneOrMore;
    /** On all but these. Conflicts with `Resource`. */
    NotResource?: OneOrMore;
    /** When: values by condition key, by operator. Defaults to always. */
    Condition?: { [operator: string]: { [key: string]: any } };
}
