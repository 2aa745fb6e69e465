import {
    CreateRoleCommand,
    DeleteRoleCommand,
    DeleteRolePermissionsBoundaryCommand,
    DeleteRolePolicyCommand,
    DetachRolePolicyCommand,
    GetRoleCommand,
    GetRolePolicyCommand,
    ListInstanceProfilesForRoleCommand,
    PutRolePermissionsBoundaryCommand,
    paginateListAttachedRolePolicies,
    paginateListRolePolicies,
    RemoveRoleFromInstanceProfileCommand,
    TagRoleCommand,
    UntagRoleCommand,
    UpdateAssumeRolePolicyCommand,
    UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { type Aws, found } from "../aws.ts";
import { type Kind, name, tags } from "../kind.ts";
import { fromList, toList } from "../tags.ts";

export const role: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role.go",
    inputs: {
        name,
        path: { type: "string", default: "/", replaces: true },
        description: { type: "string" },
        assumeRolePolicy: { type: "policy", required: true },
        permissionsBoundary: { type: "string" },
        maxSessionDuration: { type: "number", default: 3600 },
        forceDetachPolicies: { type: "boolean", default: false },
        tags,
    },
    outputs: ["arn", "createDate", "uniqueId", "namePrefix", "managedPolicyArns", "inlinePolicies"],
    async create({ iam }, inputs, tags) {
        await iam.send(
            new CreateRoleCommand({
                RoleName: inputs.name,
                Path: inputs.path,
                Description: inputs.description,
                AssumeRolePolicyDocument: inputs.assumeRolePolicy,
                PermissionsBoundary: inputs.permissionsBoundary,
                MaxSessionDuration: inputs.maxSessionDuration,
                Tags: toList(tags),
            }),
        );
        return inputs.name;
    },
    async read(aws, id, { forceDetachPolicies = false }) {
        const role = (await found(aws.iam.send(new GetRoleCommand({ RoleName: id }))))?.Role;
        return (
            role && {
                name: role.RoleName,
                namePrefix: "",
                path: role.Path,
                description: role.Description,
                assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument!),
                permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
                maxSessionDuration: role.MaxSessionDuration,
                forceDetachPolicies,
                arn: role.Arn,
                createDate: role.CreateDate?.toISOString(),
                uniqueId: role.RoleId,
                managedPolicyArns: await attached(aws, id),
                inlinePolicies: await inline(aws, id),
                tags: fromList(role.Tags),
            }
        );
    },
    async update({ iam }, RoleName, inputs, changed) {
        if (changed.has("assumeRolePolicy"))
            await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: inputs.assumeRolePolicy }));
        if (changed.has("description") || changed.has("maxSessionDuration"))
            await iam.send(
                new UpdateRoleCommand({
                    RoleName,
                    Description: inputs.description ?? "",
                    MaxSessionDuration: inputs.maxSessionDuration,
                }),
            );
        if (changed.has("permissionsBoundary"))
            await (inputs.permissionsBoundary
                ? iam.send(
                      new PutRolePermissionsBoundaryCommand({
                          RoleName,
                          PermissionsBoundary: inputs.permissionsBoundary,
                      }),
                  )
                : iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })));
    },
    async tag({ iam }, RoleName, _state, put, remove) {
        if (remove.length) await iam.send(new UntagRoleCommand({ RoleName, TagKeys: remove }));
        if (Object.keys(put).length) await iam.send(new TagRoleCommand({ RoleName, Tags: toList(put) }));
    },
    /** As in the official provider, instance profiles are kept, and policies are detached only if listed or forced. */
    async delete(aws, RoleName, { forceDetachPolicies, managedPolicyArns = [], inlinePolicies = [] }) {
        const { iam } = aws;
        const profiles = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName }));
        for (const { InstanceProfileName } of profiles.InstanceProfiles ?? [])
            await found(iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName })));
        if (forceDetachPolicies || managedPolicyArns.length)
            for (const PolicyArn of await attached(aws, RoleName))
                await found(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
        if (forceDetachPolicies || inlinePolicies.length)
            for (const { name: PolicyName } of await inline(aws, RoleName))
                await found(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
        await iam.send(new DeleteRoleCommand({ RoleName }));
    },
};

export async function attached({ iam }: Aws, RoleName: string): Promise<string[]> {
    const arns: string[] = [];
    for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client: iam }, { RoleName }))
        arns.push(...AttachedPolicies.map(policy => policy.PolicyArn!));
    return arns;
}

async function inline({ iam }: Aws, RoleName: string): Promise<{ name: string; policy: string }[]> {
    const policies: { name: string; policy: string }[] = [];
    for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName }))
        for (const name of PolicyNames) {
            const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
            policies.push({ name, policy: decodeURIComponent(PolicyDocument!) });
        }
    return policies;
}
