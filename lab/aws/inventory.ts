import {
    DescribeInstancesCommand,
    DescribeLaunchTemplatesCommand,
    DescribeSecurityGroupsCommand,
    DescribeSubnetsCommand,
    DescribeVolumesCommand,
    DescribeVpcsCommand,
    EC2Client,
    type Tag,
} from "@aws-sdk/client-ec2";
import {
    EventBridgeClient,
    ListRulesCommand,
    ListTagsForResourceCommand,
    ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import {
    GetInstanceProfileCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    IAMClient,
    ListAttachedRolePoliciesCommand,
    ListInstanceProfilesCommand,
    ListOpenIDConnectProvidersCommand,
    ListPoliciesCommand,
    ListPolicyTagsCommand,
    ListRolePoliciesCommand,
    ListRolesCommand,
} from "@aws-sdk/client-iam";
import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import { motoClient } from "./moto-client.ts";

/** Everything in a region, and in IAM, of the kinds that an installation of Karpenter can make or change: by kind and by name. */
export type Inventory = Record<string, Record<string, unknown>>;

/** Lists what is there. Two lists can be compared whole: they are sorted, and hold nothing that changes by itself. */
export async function inventory(endpoint: string, region: string, more: Inventory): Promise<Inventory> {
    const config = motoClient(endpoint, region);
    const parts = await Promise.all([
        iam(new IAMClient(config)),
        ec2(new EC2Client(config)),
        queues(new SQSClient(config)),
        rules(new EventBridgeClient(config)),
        more,
    ]);
    return sorted(Object.assign({}, ...parts)) as Inventory;
}

async function iam(client: IAMClient): Promise<Inventory> {
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

async function ec2(client: EC2Client): Promise<Inventory> {
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
    const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
    const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({}));
    const { LaunchTemplates = [] } = await client.send(new DescribeLaunchTemplatesCommand({}));
    const { Volumes = [] } = await client.send(new DescribeVolumesCommand({}));
    const { Reservations = [] } = await client.send(
        new DescribeInstancesCommand({
            Filters: [
                { Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped", "shutting-down"] },
            ],
        }),
    );
    return {
        vpcs: await byName(
            Vpcs,
            ({ VpcId }) => VpcId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        subnets: await byName(
            Subnets,
            ({ SubnetId }) => SubnetId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        securityGroups: await byName(
            SecurityGroups,
            ({ GroupId }) => GroupId,
            async one => ({
                name: one.GroupName,
                ingress: one.IpPermissions,
                egress: one.IpPermissionsEgress,
                tags: tags(one.Tags),
            }),
        ),
        launchTemplates: await byName(
            LaunchTemplates,
            one => one.LaunchTemplateName,
            async one => ({ tags: tags(one.Tags) }),
        ),
        volumes: await byName(
            Volumes,
            ({ VolumeId }) => VolumeId,
            async one => ({ tags: tags(one.Tags) }),
        ),
        instances: await byName(
            Reservations.flatMap(({ Instances = [] }) => Instances),
            ({ InstanceId }) => InstanceId,
            async one => ({ type: one.InstanceType, state: one.State?.Name, tags: tags(one.Tags) }),
        ),
    };
}

async function queues(client: SQSClient): Promise<Inventory> {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }));
    return {
        queues: await byName(
            QueueUrls,
            url => new URL(url).pathname.split("/").at(-1),
            async QueueUrl => {
                const { Attributes } = await client.send(
                    new GetQueueAttributesCommand({
                        QueueUrl,
                        AttributeNames: ["Policy", "MessageRetentionPeriod", "SqsManagedSseEnabled", "KmsMasterKeyId"],
                    }),
                );
                const { Tags = {} } = await client.send(new ListQueueTagsCommand({ QueueUrl }));
                return { ...Attributes, Policy: document(Attributes?.Policy), tags: Tags };
            },
        ),
    };
}

async function rules(client: EventBridgeClient): Promise<Inventory> {
    const { Rules = [] } = await client.send(new ListRulesCommand({}));
    return {
        rules: await byName(
            Rules,
            ({ Name }) => Name,
            async ({ Name, Arn, EventPattern, State }) => {
                const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: Name }));
                const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: Arn }));
                return {
                    pattern: document(EventPattern),
                    state: State,
                    targets: Targets.map(target => target.Arn).sort(),
                    tags: tags(Tags),
                };
            },
        ),
    };
}

async function byName<T>(
    list: T[],
    nameOf: (one: T) => string | undefined,
    describe: (one: T) => Promise<object>,
): Promise<Record<string, object>> {
    return Object.fromEntries(await Promise.all(list.map(async one => [nameOf(one), await describe(one)])));
}

const tags = (list: Tag[] = []) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));

const document = (text: string | undefined) =>
    text ? JSON.parse(text[0] === "%" ? decodeURIComponent(text) : text) : undefined;

function sorted(value: unknown): unknown {
    if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
    );
}
