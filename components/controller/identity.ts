import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import { getOpenIdConnectProviderOutput } from "@pulumi/aws/iam/getOpenIdConnectProvider.js";
import { Role } from "@pulumi/aws/iam/role.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../cluster.ts";
import type { Account, Context } from "../context.ts";
import type { Resolved } from "../resolve.ts";
import { Identity } from "./controller-args.ts";
import { refuseMove } from "./fixed-namespace.ts";
import { irsaTrust, podIdentityTrust } from "./trust.ts";

/** Arguments of `ControllerIdentity`. */
export interface ControllerIdentityArgs extends Pick<Resolved, "controller" | "install"> {
    context: Context;
}

/** The controller's IAM role and its binding to the controller's service account. */
export class ControllerIdentity extends pulumi.ComponentResource {
    /**
     * The controller's role. AWS refuses to create a role that exists, but adopts an existing queue, rules and tags. Those come after it,
     * so that a second stack for the same cluster fails before it changes anything.
     */
    public readonly role: Role;

    constructor(name: string, args: ControllerIdentityArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:ControllerIdentity", name, {}, opts);
        const { account, cluster, names, tags } = args.context;
        const { path, permissionsBoundary, identity, namespace, serviceAccount } = args.controller;
        const trust = trustOf[identity](this, { namespace, serviceAccount }, cluster, account);
        const allowed = refuseMove(this, args, names.controllerRole);
        const assumeRolePolicy = pulumi.all([trust, allowed]).apply(([document]) => document);
        this.role = new Role(
            `${name}-role`,
            { name: names.controllerRole, path, permissionsBoundary, assumeRolePolicy, tags },
            { parent: this },
        );
        if (identity === Identity.PodIdentity)
            new PodIdentityAssociation(
                `${name}-association`,
                { clusterName: cluster.name, namespace, serviceAccount, roleArn: this.role.arn, tags },
                { parent: this },
            );
        this.registerOutputs({ roleArn: this.role.arn, roleName: this.role.name });
    }
}

type Trust = (
    parent: ControllerIdentity,
    args: { namespace: string; serviceAccount: string },
    cluster: ClusterArgs,
    account: Account,
) => pulumi.Output<string>;

const irsaTrustOf: Trust = (parent, { namespace, serviceAccount }, { oidcIssuer = "", oidcProviderArn }) => {
    const providerArn: pulumi.Input<string> =
        oidcProviderArn ?? getOpenIdConnectProviderOutput({ url: urlOf(oidcIssuer) }, { parent }).arn;
    return pulumi.output(providerArn).apply(arn => JSON.stringify(irsaTrust(arn, namespace, serviceAccount)));
};

/** The URL of an OIDC issuer. EKS includes the scheme, `@pulumi/eks` omits it. */
const urlOf = (issuer: pulumi.Input<string>): pulumi.Output<string> =>
    pulumi.output(issuer).apply(url => (url.includes("://") ? url : `https://${url}`));

const podIdentityTrustOf: Trust = (_parent, { namespace, serviceAccount }, cluster, { partition, region, accountId }) =>
    pulumi.interpolate`arn:${partition}:eks:${region}:${accountId}:cluster/${cluster.name}`.apply(clusterArn =>
        JSON.stringify(podIdentityTrust(clusterArn, namespace, serviceAccount)),
    );

const trustOf = { IRSA: irsaTrustOf, PodIdentity: podIdentityTrustOf };
