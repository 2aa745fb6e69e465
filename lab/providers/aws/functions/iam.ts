import {
    GetInstanceProfileCommand,
    GetOpenIDConnectProviderCommand,
    GetRoleCommand,
    ListOpenIDConnectProvidersCommand,
} from "@aws-sdk/client-iam";
import { found } from "../aws.ts";
import type { AwsFunction } from "../function.ts";
import { fromList } from "../tags.ts";

export const getRole: AwsFunction = async ({ iam }, { name }) => {
    const role = (await found(iam.send(new GetRoleCommand({ RoleName: name }))))?.Role;
    if (!role) throw new Error(`reading IAM Role (${name}): couldn't find resource`);
    return {
        id: name,
        name,
        arn: role.Arn,
        assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument!),
        createDate: role.CreateDate?.toISOString(),
        description: role.Description ?? "",
        maxSessionDuration: role.MaxSessionDuration,
        path: role.Path,
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
        uniqueId: role.RoleId,
        tags: fromList(role.Tags),
    };
};

export const getInstanceProfile: AwsFunction = async ({ iam }, { name }) => {
    const command = new GetInstanceProfileCommand({ InstanceProfileName: name });
    const profile = (await found(iam.send(command)))?.InstanceProfile;
    if (!profile) throw new Error(`reading IAM Instance Profile (${name}): couldn't find resource`);
    const role = profile.Roles?.[0];
    return {
        id: profile.InstanceProfileId,
        name,
        arn: profile.Arn,
        path: profile.Path,
        createDate: profile.CreateDate?.toISOString(),
        roleArn: role?.Arn ?? "",
        roleId: role?.RoleId ?? "",
        roleName: role?.RoleName ?? "",
    };
};

/** Finds a provider by its ARN or its issuer's URL. */
export const getOpenIdConnectProvider: AwsFunction = async ({ iam }, { arn, url }) => {
    const host = String(url).replace(/^https?:\/\//, "");
    const { OpenIDConnectProviderList = [] } = arn ? {} : await iam.send(new ListOpenIDConnectProvidersCommand({}));
    const OpenIDConnectProviderArn =
        arn ?? OpenIDConnectProviderList.find(({ Arn }) => Arn?.endsWith(`:oidc-provider/${host}`))?.Arn;
    const provider =
        OpenIDConnectProviderArn &&
        (await found(iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))));
    if (!provider) throw new Error(`reading IAM OIDC Provider (${arn ?? url}): couldn't find resource`);
    return {
        id: OpenIDConnectProviderArn,
        arn: OpenIDConnectProviderArn,
        url: provider.Url,
        clientIdLists: provider.ClientIDList ?? [],
        thumbprintLists: provider.ThumbprintList ?? [],
        tags: fromList(provider.Tags),
    };
};
