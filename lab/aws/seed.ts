import {
    CreateSecurityGroupCommand,
    CreateSubnetCommand,
    CreateVpcCommand,
    DescribeAvailabilityZonesCommand,
    EC2Client,
    ModifyVpcAttributeCommand,
    type TagSpecification,
} from "@aws-sdk/client-ec2";
import { CreateAccessEntryCommand, DescribeClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import {
    AddRoleToInstanceProfileCommand,
    AttachRolePolicyCommand,
    CreateInstanceProfileCommand,
    CreateOpenIDConnectProviderCommand,
    CreateRoleCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Aws } from "./aws.ts";
import { partitionOf } from "./partition.ts";

/** The network of a cluster. */
export interface Network {
    vpcId: string;
    /** Three subnets of 4,091 addresses each, spread over up to three zones. */
    subnetIds: string[];
    /** The cluster security group, which nodes have too. */
    securityGroupId: string;
}

/** Options of a network without a cluster. */
export interface SeedNetworkOptions {
    region: string;
    /** Name of the cluster. */
    cluster: string;
}

/**
 * Creates a cluster's network as another stack would, and unrelated resources beside it that Karpenter must not
 * touch.
 */
export async function seedNetwork(aws: Aws, { region, cluster }: SeedNetworkOptions): Promise<Network> {
    const ec2 = new EC2Client(adminClient(aws, region));
    const { Vpc } = await ec2.send(
        new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", TagSpecifications: tagged("vpc", { Name: cluster }) }),
    );
    const vpcId = Vpc!.VpcId!;
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }));
    const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    const subnet = async (index: number, tags: Record<string, string>) => {
        const { Subnet } = await ec2.send(
            new CreateSubnetCommand({
                VpcId: vpcId,
                CidrBlock: `10.0.${16 * index}.0/20`,
                AvailabilityZone: AvailabilityZones[index % Math.min(3, AvailabilityZones.length)]?.ZoneName,
                TagSpecifications: tagged("subnet", tags),
            }),
        );
        return Subnet!.SubnetId!;
    };
    const securityGroup = async (name: string, tags: Record<string, string>) => {
        const { GroupId } = await ec2.send(
            new CreateSecurityGroupCommand({
                GroupName: name,
                Description: name,
                VpcId: vpcId,
                TagSpecifications: tagged("security-group", tags),
            }),
        );
        return GroupId!;
    };
    const shared = { "kubernetes.io/role/internal-elb": "1", team: "network" };
    const network = {
        vpcId,
        subnetIds: await Promise.all([0, 1, 2].map(index => subnet(index, { Name: `${cluster}-${index}`, ...shared }))),
        securityGroupId: await securityGroup(`eks-cluster-sg-${cluster}`, {
            [`kubernetes.io/cluster/${cluster}`]: "owned",
            team: "network",
        }),
    };
    const foreign = { "karpenter.sh/discovery": `${cluster}-of-others`, team: "others" };
    await subnet(3, { Name: `${cluster}-of-others`, ...foreign });
    await securityGroup(`${cluster}-of-others`, foreign);
    await new SQSClient(adminClient(aws, region)).send(
        new CreateQueueCommand({ QueueName: `${cluster}-of-others`, tags: { team: "others" } }),
    );
    const iam = new IAMClient(adminClient(aws, region));
    await role(iam, `${cluster}-of-others`, { team: "others" });
    return network;
}

/** Resources created for a cluster. */
export interface Seeded {
    oidcProviderArn: string;
    systemRoleArn: string;
}

/**
 * Creates a cluster's other resources in AWS: its OIDC provider, and the role and instance profile `<cluster>-system`
 * of the nodes that run Karpenter. The role has an access entry if the cluster supports them.
 */
export async function seedCluster(
    aws: Aws,
    { name, region, issuer }: { name: string; region: string; issuer: string },
): Promise<Seeded> {
    const iam = new IAMClient(adminClient(aws, region));
    const { OpenIDConnectProviderArn } = await iam.send(
        new CreateOpenIDConnectProviderCommand({
            Url: issuer,
            ClientIDList: ["sts.amazonaws.com"],
            ThumbprintList: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
        }),
    );
    const systemRoleArn = await role(iam, `${name}-system`, {});
    for (const policy of ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"])
        await iam.send(
            new AttachRolePolicyCommand({
                RoleName: `${name}-system`,
                PolicyArn: `arn:${partitionOf(region)}:iam::aws:policy/${policy}`,
            }),
        );
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: `${name}-system` }));
    await iam.send(
        new AddRoleToInstanceProfileCommand({ InstanceProfileName: `${name}-system`, RoleName: `${name}-system` }),
    );
    const eks = new EKSClient(adminClient(aws, region));
    const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
    if (cluster?.accessConfig?.authenticationMode !== "CONFIG_MAP")
        await eks.send(
            new CreateAccessEntryCommand({ clusterName: name, principalArn: systemRoleArn, type: "EC2_LINUX" }),
        );
    return { oidcProviderArn: OpenIDConnectProviderArn!, systemRoleArn };
}

/** Creates a role for instances. */
async function role(iam: IAMClient, name: string, tags: Record<string, string>): Promise<string> {
    const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    const { Role } = await iam.send(
        new CreateRoleCommand({
            RoleName: name,
            AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
            Tags: list(tags),
        }),
    );
    return Role!.Arn!;
}

/** Settings of an SDK client with the administrator's keys. */
export function adminClient(aws: Pick<Aws, "environment" | "endpoint">, region: string) {
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = aws.environment(region);
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return { endpoint: aws.endpoint, region, credentials };
}

const tagged = (ResourceType: TagSpecification["ResourceType"], tags: Record<string, string>): TagSpecification[] => [
    { ResourceType, Tags: list(tags) },
];

const list = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
