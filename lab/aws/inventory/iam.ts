import {
    GetInstanceProfileCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    type IAMClient,
    ListAttachedRolePoliciesCommand,
    ListInstanceProfilesCommand,
    ListOpenIDConnectProvidersCommand,
    ListPoliciesCommand,
    ListPolicyTagsCommand,
    ListRolePoliciesCommand,
    ListRolesCommand,
} from "@aws-sdk/client-iam";
import { byName, document, type Inventory, tags } from "./listing.ts";

/** Roles with their policies, managed policies, instance profiles and OIDC providers. */
export async function iam(client: IAMClient): Promise<Inventory> {
    const { Roles = [] } = await client.send(new ListRolesCommand({ MaxItems: 1000 }));
    const { Policies = [] } = await client.send(new ListPoliciesCommand({ Scope: "Local", MaxItems: 1000 }));
    const { InstanceProfiles = [] } = await client.send(new ListInstanceProfilesCommand({ MaxItems: 1000 }));
    const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return {
        roles: await byName(
            Roles,
            ({ Arn }) => Arn,
            async ({ RoleName }) => {
                const { Role } = await client.send(new GetRoleCommand({ RoleName }));
                const { AttachedPolicies = [] } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
                const { PolicyNames } = await client.send(new ListRolePoliciesCommand({ RoleName }));
                return {
                    trust: document(Role?.AssumeRolePolicyDocument),
                    policies: AttachedPolicies.map(({ PolicyArn }) => PolicyArn).sort(),
                    inline: PolicyNames,
                    boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
                    tags: tags(Role?.Tags),
                };
            },
        ),
        policies: await byName(
            Policies,
            ({ Arn }) => Arn,
            async ({ Arn, DefaultVersionId }) => {
                const { PolicyVersion } = await client.send(
                    new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: DefaultVersionId }),
                );
                const { Tags } = await client.send(new ListPolicyTagsCommand({ PolicyArn: Arn }));
                return { document: document(PolicyVersion?.Document), tags: tags(Tags) };
            },
        ),
        instanceProfiles: await byName(
            InstanceProfiles,
            ({ Arn }) => Arn,
            async ({ InstanceProfileName }) => {
                const { InstanceProfile } = await client.send(new GetInstanceProfileCommand({ InstanceProfileName }));
                return {
                    roles: InstanceProfile?.Roles?.map(({ RoleName }) => RoleName),
                    tags: tags(InstanceProfile?.Tags),
                };
            },
        ),
        oidcProviders: await byName(
            OpenIDConnectProviderList,
            ({ Arn }) => Arn,
            async () => ({}),
        ),
    };
}
