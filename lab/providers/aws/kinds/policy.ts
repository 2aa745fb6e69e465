import {
    CreatePolicyCommand,
    CreatePolicyVersionCommand,
    DeletePolicyCommand,
    DeletePolicyVersionCommand,
    GetPolicyCommand,
    GetPolicyVersionCommand,
    ListPolicyVersionsCommand,
    type PolicyVersion,
    TagPolicyCommand,
    UntagPolicyCommand,
} from "@aws-sdk/client-iam";
import { type Aws, found } from "../aws.ts";
import { type Kind, name, tags } from "../kind.ts";
import { fromList, toList } from "../tags.ts";

/** A managed policy. */
export const policy: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy.go",
    inputs: {
        name,
        path: { type: "string", default: "/", replaces: true },
        description: { type: "string", replaces: true },
        policy: { type: "policy", required: true },
        tags,
    },
    outputs: ["arn", "policyId", "attachmentCount", "namePrefix"],
    async create({ iam }, inputs, tags) {
        const { Policy } = await iam.send(
            new CreatePolicyCommand({
                PolicyName: inputs.name,
                Path: inputs.path,
                Description: inputs.description,
                PolicyDocument: inputs.policy,
                Tags: toList(tags),
            }),
        );
        return Policy!.Arn!;
    },
    async read({ iam }, PolicyArn) {
        const policy = (await found(iam.send(new GetPolicyCommand({ PolicyArn }))))?.Policy;
        if (!policy) return undefined;
        const VersionId = policy.DefaultVersionId!;
        const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
        return {
            name: policy.PolicyName,
            namePrefix: "",
            path: policy.Path,
            description: policy.Description,
            policy: decodeURIComponent(PolicyVersion!.Document!),
            arn: policy.Arn,
            policyId: policy.PolicyId,
            attachmentCount: policy.AttachmentCount,
            tags: fromList(policy.Tags),
        };
    },
    async update(aws, PolicyArn, { policy }) {
        // AWS keeps at most five versions, so the oldest is deleted first.
        const others = await otherVersions(aws, PolicyArn);
        if (others.length === 4) await deleteVersion(aws, PolicyArn, others.at(-1)!);
        await aws.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: policy, SetAsDefault: true }));
    },
    async tag({ iam }, PolicyArn, _state, put, remove) {
        if (remove.length) await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: remove }));
        if (Object.keys(put).length) await iam.send(new TagPolicyCommand({ PolicyArn, Tags: toList(put) }));
    },
    async delete(aws, PolicyArn) {
        for (const version of await otherVersions(aws, PolicyArn)) await deleteVersion(aws, PolicyArn, version);
        await aws.iam.send(new DeletePolicyCommand({ PolicyArn }));
    },
};

/** Versions other than the default, newest first. */
async function otherVersions({ iam }: Aws, PolicyArn: string): Promise<PolicyVersion[]> {
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    return Versions.filter(version => !version.IsDefaultVersion).sort((a, b) => +b.CreateDate! - +a.CreateDate!);
}

const deleteVersion = ({ iam }: Aws, PolicyArn: string, { VersionId }: PolicyVersion) =>
    found(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })));
