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
    EntityAlreadyExistsException,
    IAMClient,
} from "@aws-sdk/client-iam";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Aws } from "./aws.ts";
import { partitionOf } from "./partition.ts";

/** A VPC with subnets for a cluster. */
export interface Vpc {
    vpcId: string;
    /** Three subnets of 4,091 addresses each, spread over up to three zones. */
    subnetIds: string[];
}

/** The network of a cluster. */
export interface Network extends Vpc {
    /** The cluster security group, which nodes have too. */
    securityGroupId: string;
}

/** Options of a network without a cluster. */
export interface SeedNetworkOptions {
    region: string;
    /** Name of the cluster. */
    cluster: string;
}

/** Creates an existing cluster's network as another stack and EKS would. */
export async function seedNetwork(aws: Aws, { region, cluster }: SeedNetworkOptions): Promise<Network> {
    const vpc = await seedVpc(aws, { region, cluster });
    const ec2 = new EC2Client(adminClient(aws, region));
    const tags = { [`kubernetes.io/cluster/${cluster}`]: "owned", team: "network" };
    return { ...vpc, securityGroupId: await securityGroup(ec2, vpc.vpcId, `eks-cluster-sg-${cluster}`, tags) };
}

/**
 * Creates a VPC with subnets as another stack would, and unrelated resources beside it that Karpenter must not
 * touch.
 */
export async function seedVpc(aws: Aws, { region, cluster }: SeedNetworkOptions): Promise<Vpc> {
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
    const shared = { "kubernetes.io/role/internal-elb": "1", team: "network" };
    const subnetIds = await Promise.all(
        [0, 1, 2].map(index => subnet(index, { Name: `${cluster}-${index}`, ...shared })),
    );
    const foreign = { "karpenter.sh/discovery": `${cluster}-of-others`, team: "others" };
    await subnet(3, { Name: `${cluster}-of-others`, ...foreign });
    await securityGroup(ec2, vpcId, `${cluster}-of-others`, foreign);
    await new SQSClient(adminClient(aws, region)).send(
        new CreateQueueCommand({ QueueName: `${cluster}-of-others`, tags: { team: "others" } }),
    );
    const iam = new IAMClient(adminClient(aws, region));
    await role(iam, `${cluster}-of-others`, { team: "others" });
    return { vpcId, subnetIds };
}

/** Creates the roles in a list of principals, which EKS requires to exist for access entries, unless they exist. */
export async function seedRoles(aws: Aws, region: string, principals: string[]): Promise<void> {
    const iam = new IAMClient(adminClient(aws, region));
    for (const [, path, name] of principals.map(arn => /:role(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? []))
        if (name)
            await role(iam, name, {}, path).catch(error => {
                if (!(error instanceof EntityAlreadyExistsException)) throw error;
            });
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

async function securityGroup(
    ec2: EC2Client,
    VpcId: string,
    name: string,
    tags: Record<string, string>,
): Promise<string> {
    const { GroupId } = await ec2.send(
        new CreateSecurityGroupCommand({
            GroupName: name,
            Description: name,
            VpcId,
            TagSpecifications: tagged("security-group", tags),
        }),
    );
    return GroupId!;
}

/** Creates a role for instances. */
async function role(iam: IAMClient, name: string, tags: Record<string, string>, path = "/"): Promise<string> {
    const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    const { Role } = await iam.send(
        new CreateRoleCommand({
            RoleName: name,
            Path: path,
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
