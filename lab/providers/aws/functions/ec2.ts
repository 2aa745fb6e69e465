import {
    paginateDescribeSecurityGroups,
    paginateDescribeSubnets,
    type SecurityGroup,
    type Subnet,
} from "@aws-sdk/client-ec2";
import type { Properties } from "../../plugin.ts";
import type { Aws } from "../aws.ts";
import type { AwsFunction } from "../function.ts";
import { fromList } from "../tags.ts";

export const getSubnet: AwsFunction = async (aws, args) => {
    const [subnet, ...others] = await subnetsOf(aws, args);
    if (!subnet) throw new Error(`no matching EC2 Subnet found: ${JSON.stringify(args)}`);
    if (others.length)
        throw new Error(`multiple EC2 Subnets matched, ${1 + others.length} of them: ${JSON.stringify(args)}`);
    return {
        id: subnet.SubnetId,
        arn: subnet.SubnetArn,
        vpcId: subnet.VpcId,
        cidrBlock: subnet.CidrBlock,
        availabilityZone: subnet.AvailabilityZone,
        availabilityZoneId: subnet.AvailabilityZoneId,
        availableIpAddressCount: subnet.AvailableIpAddressCount,
        defaultForAz: subnet.DefaultForAz,
        mapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
        ownerId: subnet.OwnerId,
        state: subnet.State,
        region: aws.region,
        tags: fromList(subnet.Tags),
    };
};

export const getSubnets: AwsFunction = async (aws, args) => {
    const subnets = await subnetsOf(aws, args);
    return { ...asked(aws, args), ids: subnets.map(({ SubnetId }) => SubnetId) };
};

export const getSecurityGroups: AwsFunction = async (aws, args) => {
    const groups: SecurityGroup[] = [];
    for await (const page of paginateDescribeSecurityGroups({ client: aws.ec2 }, { Filters: filters(args) }))
        groups.push(...(page.SecurityGroups ?? []));
    const { partition } = aws.partition;
    return {
        ...asked(aws, args),
        ids: groups.map(({ GroupId }) => GroupId),
        vpcIds: groups.map(({ VpcId }) => VpcId),
        arns: groups.map(
            ({ GroupId, OwnerId }) => `arn:${partition}:ec2:${aws.region}:${OwnerId}:security-group/${GroupId}`,
        ),
    };
};

async function subnetsOf({ ec2 }: Aws, args: Properties): Promise<Subnet[]> {
    const subnets: Subnet[] = [];
    const query = { SubnetIds: args.id && [args.id], Filters: filters(args) };
    for await (const page of paginateDescribeSubnets({ client: ec2 }, query)) subnets.push(...(page.Subnets ?? []));
    return subnets;
}

const asked = ({ region }: Aws, { filters, tags = {} }: Properties): Properties => ({
    id: region,
    region,
    tags,
    ...(filters && { filters }),
});

function filters({ filters = [], tags = {} }: Properties) {
    const all = [
        ...filters.map(({ name, values }: Properties) => ({ Name: name, Values: values })),
        ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
    ];
    return all.length ? all : undefined;
}
