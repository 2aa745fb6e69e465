import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import { getOpenIdConnectProviderOutput } from "@pulumi/aws/iam/getOpenIdConnectProvider.js";
import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyPart } from "../aws/names.ts";
import type { ClusterArgs } from "../cluster.ts";
import type { Context, Place } from "../context.ts";
import { line } from "../problems/problem.ts";
import type { Resolved } from "../resolve.ts";
import { Identity } from "./controller-args.ts";
import { controllerPolicies, type PolicyFacts } from "./policies.ts";
import { policyFacts, policyParts } from "./policy-facts.ts";
import { checkPolicy } from "./policy-size.ts";
import { irsaTrust, podIdentityTrust } from "./trust.ts";

/** The controller's role, its policies, and what binds it to the controller's service account. */
export class ControllerIdentity extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;
    public readonly roleName: pulumi.Output<string>;

    constructor(
        name: string,
        args: Resolved,
        { cluster, place, names, tags }: Context,
        passedRoles: pulumi.Output<string[]>,
        queueArn: pulumi.Output<string> | undefined,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("eks-karpenter:index:ControllerIdentity", name, {}, opts);
        const parent = { parent: this };
        const { path, permissionsBoundary, policyArns, identity, namespace, serviceAccount } = args.controller;
        const assumeRolePolicy = trustOf[identity](this, { namespace, serviceAccount }, cluster, place);
        const role = new Role(
            `${name}-role`,
            { name: names.controllerRole, path, permissionsBoundary, assumeRolePolicy, tags },
            parent,
        );
        const attach = (suffix: string, policyArn: pulumi.Input<string>) =>
            new RolePolicyAttachment(`${name}-${suffix}`, { role: role.name, policyArn }, parent);
        const known = { ...policyFacts(args), ...place, passedRoles: [] };
        // What is not known in a preview makes only those policies seem to change that are written from it.
        const late: { [part in PolicyPart]?: object } = { IAMIntegration: { passedRoles }, Interruption: { queueArn } };
        for (const part of policyParts(args)) {
            const facts: pulumi.Output<PolicyFacts> = pulumi.output({ ...known, ...late[part] });
            const policy = facts.apply(facts => {
                const document = controllerPolicies(facts).get(part)!;
                const problems = checkPolicy(part, document, facts.passedRoles.length);
                if (problems.length) throw new pulumi.ResourceError(problems.map(p => line(p)).join("\n"), this, true);
                return JSON.stringify(document);
            });
            const suffix = `policy-${part.replace(/(?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, "-$&").toLowerCase()}`;
            attach(
                suffix,
                new Policy(`${name}-${suffix}`, { name: names.policies[part], path, policy, tags }, parent).arn,
            );
        }
        for (const [key, arn] of Object.entries(policyArns)) attach(`extra-${key}`, arn);
        if (identity === Identity.PodIdentity)
            new PodIdentityAssociation(
                `${name}-association`,
                { clusterName: cluster.name, namespace, serviceAccount, roleArn: role.arn, tags },
                parent,
            );
        this.roleArn = role.arn;
        this.roleName = role.name;
        this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
    }
}

type Trust = (
    parent: ControllerIdentity,
    args: { namespace: string; serviceAccount: string },
    cluster: ClusterArgs,
    place: Place,
) => pulumi.Output<string>;

const irsaTrustOf: Trust = (parent, { namespace, serviceAccount }, { oidcIssuer = "", oidcProviderArn }) => {
    const providerArn: pulumi.Input<string> =
        oidcProviderArn ?? getOpenIdConnectProviderOutput({ url: urlOf(oidcIssuer) }, { parent }).arn;
    return pulumi.output(providerArn).apply(arn => JSON.stringify(irsaTrust(arn, namespace, serviceAccount)));
};

/** `@pulumi/eks` gives an issuer without its scheme, EKS with it. */
const urlOf = (issuer: pulumi.Input<string>): pulumi.Output<string> =>
    pulumi.output(issuer).apply(url => (url.includes("://") ? url : `https://${url}`));

const podIdentityTrustOf: Trust = (_parent, { namespace, serviceAccount }, cluster, { partition, region, accountId }) =>
    pulumi.interpolate`arn:${partition}:eks:${region}:${accountId}:cluster/${cluster.name}`.apply(clusterArn =>
        JSON.stringify(podIdentityTrust(clusterArn, namespace, serviceAccount)),
    );

const trustOf = { IRSA: irsaTrustOf, PodIdentity: podIdentityTrustOf };
