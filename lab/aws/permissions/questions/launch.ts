import type { ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import { type Tags, tagsOf } from "../account.ts";

/** Resources that a launch uses, and tags on those that it creates. */
export interface Launch {
    /** Distinct ids of images, subnets, security groups and so on. */
    uses: string[];
    /** Name or ARN of the instance profile. */
    profile?: string;
    spot: boolean;
    /** Tags by resource type. */
    tags: Record<string, Tags>;
}

/** The launch in a `RunInstances` request. */
export function requested(parameters: Record<string, any>): Launch {
    const { IamInstanceProfile: profile, Placement, CapacityReservationSpecification } = parameters;
    const interfaces = all(parameters.NetworkInterface);
    return {
        uses: given([
            parameters.ImageId,
            parameters.SubnetId,
            ...all(parameters.SecurityGroupId),
            ...interfaces.flatMap(one => [one.NetworkInterfaceId, one.SubnetId, ...all(one.SecurityGroupId)]),
            ...all(parameters.BlockDeviceMapping).map(({ Ebs }) => Ebs?.SnapshotId),
            Placement?.GroupId,
            CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationId,
        ]),
        profile: profile?.Arn ?? profile?.Name,
        spot: parameters.InstanceMarketOptions?.MarketType === "spot",
        tags: specified(parameters.TagSpecification),
    };
}

/** The launch in a launch template. */
export const inTemplate = (data: ResponseLaunchTemplateData): Launch => ({
    uses: given([
        data.ImageId,
        ...(data.SecurityGroupIds ?? []),
        ...(data.NetworkInterfaces ?? []).flatMap(one => [one.NetworkInterfaceId, one.SubnetId, ...(one.Groups ?? [])]),
        ...(data.BlockDeviceMappings ?? []).map(({ Ebs }) => Ebs?.SnapshotId),
        data.Placement?.GroupId,
        data.CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationId,
    ]),
    profile: data.IamInstanceProfile?.Arn ?? data.IamInstanceProfile?.Name,
    spot: data.InstanceMarketOptions?.MarketType === "spot",
    tags: Object.fromEntries((data.TagSpecifications ?? []).map(one => [one.ResourceType, tagsOf(one.Tags)])),
});

/** Applies overrides to a template's launch. Resources are replaced by kind, tags are merged. */
export function over(template: Launch, more: Launch): Launch {
    const replaced = new Set(more.uses.map(kind));
    return {
        uses: given([...template.uses.filter(id => !replaced.has(kind(id))), ...more.uses]),
        profile: more.profile ?? template.profile,
        spot: more.spot || template.spot,
        tags: merged([template, more]),
    };
}

/** The union of several launches, any of which AWS may choose. */
export const together = (launches: Launch[]): Launch => ({
    uses: given(launches.flatMap(({ uses }) => uses)),
    profile: launches.find(({ profile }) => profile)?.profile,
    spot: launches.some(({ spot }) => spot),
    tags: merged(launches),
});

function merged(launches: Launch[]): Record<string, Tags> {
    const types = new Set(launches.flatMap(({ tags }) => Object.keys(tags)));
    return Object.fromEntries(
        [...types].map(type => [type, Object.assign({}, ...launches.map(({ tags }) => tags[type] ?? {}))]),
    );
}

/** Tags of a request's `TagSpecification`, by resource type. */
export const specified = (specifications: any[] | undefined): Record<string, Tags> =>
    Object.fromEntries(all(specifications).map(({ ResourceType, Tag }) => [ResourceType, tagsOf(Tag)]));

const kind = (id: string): string => id.slice(0, id.indexOf("-"));
const all = (list: any[] | undefined): any[] => list ?? [];
const given = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter(id => id !== undefined))];
