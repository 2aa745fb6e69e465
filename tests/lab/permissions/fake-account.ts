import { globalArn } from "../../../lab/aws/partition.ts";
import type { Account, Tags } from "../../../lab/aws/permissions/account.ts";

/** What there is in an account that is only made up. */
export interface FakeAccount {
    region: string;
    /** By id. */
    tags?: Record<string, Tags>;
    /** By name: id, and what the one version says. */
    templates?: Record<string, { id: string; data: object }>;
    /** By name: path and name, role, tags. */
    profiles?: Record<string, { path: string; role?: string; tags?: Tags }>;
    /** Attributes by name. */
    queues?: Record<string, Record<string, string>>;
    /** Trust by name of the role. */
    roles?: Record<string, object>;
}

/** An account that answers the few commands by which the lab looks into one. */
export function fakeAccount({
    region,
    tags = {},
    templates = {},
    profiles = {},
    queues = {},
    roles = {},
}: FakeAccount) {
    const list = (of: Tags = {}) => Object.entries(of).map(([Key, Value]) => ({ Key, Value }));
    const roleArn = (name: string) => globalArn(region, "iam", `role/${name}`);
    const answers: Record<string, (input: any) => object | undefined> = {
        DescribeTagsCommand: ({ Filters }) => ({
            Tags: Filters[0].Values.flatMap((ResourceId: string) =>
                list(tags[ResourceId]).map(tag => ({ ResourceId, ...tag })),
            ),
        }),
        DescribeLaunchTemplatesCommand: ({ LaunchTemplateIds, LaunchTemplateNames }) => ({
            LaunchTemplates: Object.entries(templates).flatMap(([name, { id }]) =>
                LaunchTemplateNames?.includes(name) || LaunchTemplateIds?.includes(id)
                    ? [{ LaunchTemplateId: id, Tags: list(tags[id]) }]
                    : [],
            ),
        }),
        DescribeLaunchTemplateVersionsCommand: ({ LaunchTemplateId }) => ({
            LaunchTemplateVersions: Object.values(templates)
                .filter(({ id }) => id === LaunchTemplateId)
                .map(({ data }) => ({ LaunchTemplateData: data })),
        }),
        GetInstanceProfileCommand({ InstanceProfileName: name }) {
            const found = profiles[name];
            return (
                found && {
                    InstanceProfile: {
                        Arn: globalArn(region, "iam", `instance-profile${found.path}${name}`),
                        Roles: found.role ? [{ Arn: roleArn(found.role) }] : [],
                        Tags: list(found.tags),
                    },
                }
            );
        },
        GetRoleCommand: ({ RoleName: name }) =>
            roles[name] && {
                Role: {
                    Arn: roleArn(name),
                    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(roles[name])),
                },
            },
        GetQueueAttributesCommand: ({ QueueUrl }) =>
            queues[QueueUrl.split("/").at(-1)] && { Attributes: queues[QueueUrl.split("/").at(-1)] },
    };
    const client = () => ({
        async send({ input, constructor: { name } }: { input: object; constructor: { name: string } }) {
            const answer = answers[name]?.(input);
            if (!answer) throw new Error(`there is no such thing: ${name} ${JSON.stringify(input)}`);
            return answer;
        },
    });
    const account = { ec2: client, iam: client, sqs: client };
    return {
        ...account,
        ec2Tags: async (_: string, ids: string[]) => new Map(ids.map(id => [id, tags[id] ?? {}])),
    } as unknown as Account;
}
