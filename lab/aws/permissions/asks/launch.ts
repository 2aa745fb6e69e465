import type { ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import { type Tags, tagsOf } from "../account.ts";

/** What a launch uses, and which tags it puts on what it makes. */
export interface Launch {
    /** Ids of images, subnets, security groups and the like; each once. */
    uses: string[];
    /** The instance profile, by name or ARN. */
    profile?: string;
    spot: boolean;
    /** By type of resource. */
    tags: Record<string, Tags>;
}

/** A launch as `RunInstances` has it. */
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

/** A launch as a launch template has it. */
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

/** What is said in addition takes the place of the same kind of thing in the template; tags come together. */
export function over(template: Launch, more: Launch): Launch {
    const replaced = new Set(more.uses.map(kind));
    return {
        uses: given([...template.uses.filter(id => !replaced.has(kind(id))), ...more.uses]),
        profile: more.profile ?? template.profile,
        spot: more.spot || template.spot,
        tags: merged([template, more]),
    };
}

/** All of several launches, of which AWS may choose any. */
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

/** The tags of a request's `TagSpecification`, by type of resource. */
export const specified = (specifications: any[] | undefined): Record<string, Tags> =>
    Object.fromEntries(all(specifications).map(({ ResourceType, Tag }) => [ResourceType, tagsOf(Tag)]));

const kind = (id: string): string => id.slice(0, id.indexOf("-"));
const all = (list: any[] | undefined): any[] => list ?? [];
const given = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter(id => id !== undefined))];
