import type { Input } from "@pulumi/pulumi";
import type { Statement } from "../rules/policy-size.ts";

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
    /** IAM path of the role and the policies. Defaults to `/`. */
    path?: string;
    /** ARN of the policy that bounds the role. Defaults to none. */
    permissionsBoundary?: Input<string>;
    /** Statements beside upstream's, in a policy of their own. Defaults to none. */
    policyStatements?: Statement[];
    /** ARNs of policies attached beside ours, each under a name of your own; ten policies fit a role. Defaults to none. */
    policyArns?: { [name: string]: Input<string> };
    /** Whether the controller follows zonal shifts. The cluster must be registered with ARC, or it won't start. Defaults to `false`. */
    zonalShift?: boolean;
}
